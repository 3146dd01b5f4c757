//! A checklist of a venue: the convenor says item by item what is there, everybody of the venue sees it.

use super::{
    check_item::Item,
    roster::use_roster,
    screen::{Place, Screen},
    standing::Viewer,
};
use crate::{
    clock,
    components::{button::LinkButton, empty_state::EmptyState, icon::Glyph, note::Note, tone::Tone},
    routes::phone as route,
    state::{App, SaveError, use_app},
    text::{self, venue as words},
};
use domain::{
    checklist::{Answer, CHECKLIST, Check, Checklist, VENUE, check_id, item_field},
    fields::Fields,
    id::{Feed, RecordId, VenueId},
    kind::Kind,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sync::{
    client::{Edit, Transport},
    wire::Act,
};

/// The page of one checklist of one venue.
#[component]
pub fn ChecklistPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let param =
        move |name: &'static str| Memo::new(move |_| params.read().get(name).and_then(|text| text.parse().ok()));
    let (venue, checklist): (Memo<Option<RecordId>>, Memo<Option<RecordId>>) = (param("venue"), param("checklist"));
    let list = Memo::new(move |_| {
        let view = app.record(checklist.get()?)?;
        (view.kind == Kind::Checklist.id()).then_some(view.body)
    });
    let title = Signal::derive(move || list.read().as_ref().map_or("", |list| Checklist(list).name()).to_owned());
    let back = venue.get_untracked().map_or(route::HOME.to_owned(), |venue| route::venue(venue.into()));
    view! {
        <Screen title=title back=back place=Place::Home>
            {move || match (venue.get(), checklist.get().filter(|_| list.read().is_some())) {
                (Some(venue), Some(checklist)) => {
                    view! { <Items venue=venue.into() checklist=checklist/> }.into_any()
                }
                _ => view! {
                    <EmptyState glyph=Glyph::Sheet title=words::no_checklist_title() detail=words::no_checklist()/>
                }
                .into_any(),
            }}
        </Screen>
    }
}

/// The items, each with what the venue says of it.
#[component]
fn Items(
    /// The venue.
    venue: VenueId,
    /// The checklist.
    checklist: RecordId,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let items = Memo::new(move |_| items(app, venue, checklist));
    let runs = Memo::new(move |_| Viewer::of(app).venues().any(|run| run == venue));
    let check = Memo::new(move |_| app.check(venue, checklist));
    let name = move || roster.read().venue(venue).unwrap_or_default().to_owned();
    let done = move || items.read().iter().filter(|(_, _, answer)| answer.as_ref().is_some_and(|a| a.done)).count();
    let refused = move || check.read().as_ref().is_some_and(|check| check.transport == Transport::Refused);
    let last = move || {
        let (user, at) = check.read().as_ref()?.last?;
        let who = roster.read().account(user).unwrap_or(text::messages::office()).to_owned();
        Some(words::last(who, text::time::moment(clock::local(at), app.today())))
    };
    view! {
        <div class="stack tight">
            <p class="small ink-2">{name}</p>
            <h2 class="sentence">{move || words::progress(done(), items.read().len())}</h2>
        </div>
        <Show when=refused>
            <Note tone=Tone::Act glyph=Glyph::Alert>
                <p>{words::refused()}</p>
                <LinkButton href=route::OUTBOX label=text::record::to_outbox()/>
            </Note>
        </Show>
        <ul class="list boxed">
            <For
                each=move || items.get()
                key=|(item, words, _)| (item.clone(), words.clone())
                children=move |(item, words, _)| {
                    let asked = item.clone();
                    let answer = Memo::new(move |_| {
                        items.read().iter().find(|(known, ..)| *known == asked).and_then(|(_, _, answer)| answer.clone())
                    });
                    view! { <Item venue=venue checklist=checklist item=item asked=words answer=answer runs=runs/> }
                }
            />
        </ul>
        <p class="caption ink-2">{words::only_convenor()} {move || last().map(|last| format!(" {last}"))}</p>
    }
}

/// Each item with what is asked and what the venue says of it.
type Asked = (String, String, Option<Answer>);

fn items(app: App, venue: VenueId, checklist: RecordId) -> Vec<Asked> {
    let Some(list) = app.record(checklist).map(|view| view.body) else { return Vec::new() };
    let said = app.check(venue, checklist).map(|view| view.body).unwrap_or_default();
    let one = |(item, words): (&str, &str)| (item.to_owned(), words.to_owned(), Check(&said).answer(item));
    Checklist(&list).items().map(one).collect()
}

/// Says something of one item; resolves when it is on this phone.
///
/// # Errors
/// Where the disk did not take it.
pub async fn say(app: App, venue: VenueId, checklist: RecordId, item: &str, answer: &Answer) -> Result<(), SaveError> {
    write(app, venue, checklist, Fields::default().with(item_field(item), answer.value())).await
}

/// Writes fields of what a venue says of a checklist, null for those that go; resolves when they are on this phone.
///
/// # Errors
/// Where the disk did not take them.
pub async fn write(app: App, venue: VenueId, checklist: RecordId, fields: Fields) -> Result<(), SaveError> {
    let said = app.check(venue, checklist);
    // What the server did not take as a whole is made anew, with this in it.
    let anew = said.as_ref().is_none_or(|view| view.ver == 0 && view.transport == Transport::Refused);
    let (rec, act, supersedes) = match said {
        Some(view) if !anew => (view.rec, Act::Patch(fields), Vec::new()),
        view => {
            let keys = view.as_ref().map(|view| view.refused.iter().map(|(key, _)| *key).collect()).unwrap_or_default();
            let rec = view.as_ref().map_or_else(|| check_id(checklist, venue), |view| view.rec);
            let mut body = view.map(|view| view.body).unwrap_or_default();
            fields.0.into_iter().for_each(|(field, value)| body.set(field, value));
            let body = body.with(CHECKLIST, checklist.to_string()).with(VENUE, venue.to_string());
            (rec, Act::Create(body), keys)
        }
    };
    let edit = Edit { rec, kind: Kind::Check, feed: Feed::Venue(venue), act, base: None };
    app.save(vec![edit], supersedes).await.map(|_| ())
}
