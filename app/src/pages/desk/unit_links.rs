//! 单位链接: which unit has a link to what was given to it, making one, and taking one back.

use super::{
    asked::asked,
    unit_link_made::{DAYS, Made, MadeLink},
};
use crate::{
    api, clock,
    components::{
        desk_head::DeskHead,
        icon::Glyph,
        note::Failure,
        toast::{ToastArea, Toasts},
    },
    pages::query::Query,
    routes::desk as route,
    text::{desk as text, matter, trouble, unit as words},
};
use domain::hand_over::HandOver;
use leptos::{prelude::*, task::spawn_local};
use std::{cmp::Reverse, collections::BTreeMap};
use sync::wire::desk::{HandOverList, UnitLinkList, UnitLinkRow};

/// A unit with what it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Unit {
    given: usize,
    owed: usize,
    /// The newest one that opens, else the newest.
    link: Option<UnitLinkRow>,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct State {
    links: Query<UnitLinkList>,
    made: RwSignal<Option<MadeLink>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<String>>,
    toasts: Toasts,
}

impl State {
    fn make(self, unit: String) {
        self.begin(async move {
            let made = api::make_unit_link(unit.clone(), DAYS).await;
            self.end(made.map(|made| {
                self.made.try_set(Some(MadeLink { unit, address: crate::routes::whole(&made.path) }));
            }));
        });
    }

    fn revoke(self, link: UnitLinkRow) {
        self.begin(async move {
            let revoked = api::revoke_unit_link(link.id).await;
            self.end(revoked.map(|()| {
                let words = words::revoked_said(&link.unit);
                self.toasts.say(Glyph::Check, words);
            }));
        });
    }

    fn begin(self, what: impl Future<Output = ()> + 'static) {
        if !self.busy.get_untracked() {
            self.busy.set(true);
            self.failure.set(None);
            spawn_local(what);
        }
    }

    fn end(self, done: Result<(), api::ApiError>) {
        // The page may have gone meanwhile.
        self.busy.try_set(false);
        match done {
            Ok(()) => self.links.again(),
            Err(error) => {
                self.failure.try_set(Some(format!("{}{}", trouble::api(&error), words::needs_network())));
            }
        }
    }
}

/// The page.
#[component]
pub fn UnitLinksPage() -> impl IntoView {
    let links = Query::new(|| Some(()), |()| api::unit_links());
    let given = Query::new(|| Some(()), |()| api::hand_overs());
    let state = State {
        links,
        made: RwSignal::new(None),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        toasts: Toasts::default(),
    };
    document().set_title(&text::page_title(words::title()));
    let again = move || {
        links.again();
        given.again();
    };
    let shown = move |(links, given): (UnitLinkList, HandOverList)| {
        let units = units(&links, &given);
        if units.is_empty() {
            return view! { <p class="ink-2">{words::none()}</p> }.into_any();
        }
        let line = move |(name, unit): (String, Unit)| view! { <Line state=state name=name unit=unit /> };
        view! { <ul class="desk-units">{units.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    let list = move || {
        let error = links.error.get().or_else(|| given.error.get());
        asked(links.answer.get().zip(given.answer.get()), error, again, (words::title(), 6), shown)
    };
    view! {
        <main class="desk-page">
            <DeskHead title=words::title()>
                <div class="desk-head-end"><a class="text-link" href=route::hand_overs()>{matter::one_hand_over()}</a></div>
            </DeskHead>
            <div class="desk-plain">
                <p class="ink-2">{words::means()}</p>
                <Failure words=state.failure/>
                {list}
            </div>
            {move || state.made.get().map(|made| view! { <Made made=made on_close=move || state.made.set(None) /> })}
            <ToastArea toast=state.toasts.shown />
        </main>
    }
}

#[component]
fn Line(state: State, name: String, unit: Unit) -> impl IntoView {
    let Unit { given, owed, link } = unit;
    let standing = match &link {
        None => words::no_link().to_owned(),
        Some(link) if link.opens => words::opens_until(clock::local(link.expires).date().to_string()),
        Some(link) if link.revoked.is_some() => words::revoked().to_owned(),
        Some(_) => words::ended().to_owned(),
    };
    let open = link.filter(|link| link.opens);
    let make = if open.is_some() { words::make_again() } else { words::make() };
    let asked = name.clone();
    view! {
        <li class="desk-unit">
            <div class="stack tight">
                <strong>{name.clone()}</strong>
                <p class="small ink-2">{words::given(given, owed)} " · " {standing}</p>
            </div>
            <div class="actions">
                {open.map(|link| view! {
                    <button
                        type="button" class="button compact danger" aria-label=words::revoke_of(&link.unit)
                        disabled=move || state.busy.get() on:click=move |_| state.revoke(link.clone())
                    >
                        {words::revoke()}
                    </button>
                })}
                <button
                    type="button" class="button compact" aria-label=words::make_for(&name)
                    disabled=move || state.busy.get() on:click=move |_| state.make(asked.clone())
                >
                    {make}
                </button>
            </div>
        </li>
    }
}

/// Each unit by name with what it was given and its link; whoever owes most answers first.
fn units(links: &UnitLinkList, given: &HandOverList) -> Vec<(String, Unit)> {
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    for row in &given.rows {
        let it = HandOver(&row.row.body);
        let unit = units.entry(it.unit().trim().to_owned()).or_default();
        unit.given += 1;
        unit.owed += usize::from(it.is_owed());
    }
    for link in &links.rows {
        let unit = units.entry(link.unit.clone()).or_default();
        // They come newest first; one that opens says more than one that does not.
        let known = unit.link.as_ref();
        if known.is_none_or(|known| !known.opens && link.opens) {
            unit.link = Some(link.clone());
        }
    }
    let mut units: Vec<(String, Unit)> = units.into_iter().collect();
    units.sort_by_key(|(name, unit)| (Reverse(unit.owed), name.clone()));
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::review_queue::tests::row;
    use domain::fields::Fields;
    use uuid::Uuid;

    fn link(n: u128, unit: &str, opens: bool) -> UnitLinkRow {
        UnitLinkRow { id: Uuid::from_u128(n), unit: unit.into(), opens, made_at: 0, expires: 9, revoked: None }
    }

    #[test]
    fn each_unit_stands_once_with_the_link_that_opens_and_who_owes_comes_first() {
        let given = |n: u128, unit: &str, class: Option<&str>| {
            let mut row = row(n, 1);
            row.row.body = Fields::default().with("unit", unit).with("course", "raised");
            if let Some(class) = class {
                row.row.body.set("demand:reply_class", class);
            }
            row
        };
        let rows = vec![given(1, "区供电所", Some("a")), given(2, "区交通局 ", None), given(3, "区供电所", Some("b"))];
        let given = HandOverList { rows, origins: Vec::new(), workflows: BTreeMap::new(), as_of: 0 };
        let links = vec![link(1, "区供电所", false), link(2, "区供电所", true), link(3, "区林业局", false)];
        let units = units(&UnitLinkList { rows: links }, &given);
        let told: Vec<_> = units
            .iter()
            .map(|(name, unit)| (name.as_str(), unit.given, unit.owed, unit.link.as_ref().map(|link| link.opens)))
            .collect();
        let by_name = [("区交通局", 1, 1, None), ("区供电所", 2, 0, Some(true)), ("区林业局", 0, 0, Some(false))];
        assert_eq!(told, by_name);
    }
}
