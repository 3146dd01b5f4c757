//! The parts of a figure by one sort, with the sentence that they need not add up.

use super::{
    address::{OpenFigure, PARTS},
    figure_panel::Asked,
    scopes::Scopes,
};
use crate::{
    api,
    components::{
        desk_bars::{Bar, DeskBars, DeskBarsLegend},
        skeleton::Skeleton,
    },
    pages::query::Query,
    text::{figures, overview as text, trouble},
};
use domain::{indicator::Indicator, policy::Scope};
use leptos::prelude::*;
use sync::wire::{
    desk::Figure,
    figures::{PartLine, Split},
};

/// So many parts are shown before somebody asks for all of them.
const FEW: usize = 10;

/// The sorts of parts that a scope has; the first is shown where none was picked.
fn sorts(scope: Scope, has_below: bool) -> Vec<&'static str> {
    let fits = |sort: &&str| match scope {
        Scope::Committee(_) => *sort != "committee" || has_below,
        // A venue and a member each lie in one committee.
        _ => *sort != "committee" && *sort != scope.sort(),
    };
    PARTS.into_iter().filter(fits).collect()
}

/// The tabs of the sorts, and the parts of the one that is shown.
#[component]
pub fn FigureSplit(
    /// The whole.
    asked: Asked,
    /// What scopes are called.
    scopes: Scopes,
    /// Where a figure leads.
    link: Callback<OpenFigure, String>,
) -> impl IntoView {
    let Asked { open, scope, period } = asked;
    let sorts = sorts(scope, scopes.has_below());
    let picked = open.by.filter(|by| sorts.contains(by)).or(sorts.first().copied()).unwrap_or(PARTS[0]);
    let split = Query::new(move || Some(()), move |()| api::split(period, scope, picked));
    let tab = |sort: &'static str| {
        let href = link.run(OpenFigure { by: Some(sort), ..open.clone() });
        view! {
            <a class="desk-tab" href=href aria-current=(sort == picked).then_some("true")>{text::sort(sort)}</a>
        }
    };
    let whole = open.clone();
    let parts = move || match (split.answer.get(), split.error.get()) {
        (Some(split), _) => parts(&split, &whole, link).into_any(),
        (None, Some(error)) => view! { <p class="note wait" role="alert">{trouble::api(&error)}</p> }.into_any(),
        (None, None) => view! { <Skeleton label=text::split() lines=4 /> }.into_any(),
    };
    view! {
        <section class="desk-split">
            <h3>{text::split()}</h3>
            <div class="desk-tabs" role="group" aria-label=text::split()>{sorts.into_iter().map(tab).collect_view()}</div>
            {parts}
        </section>
    }
}

fn parts(split: &Split, open: &OpenFigure, link: Callback<OpenFigure, String>) -> impl IntoView + use<> {
    let id = open.indicator.id();
    let figure = |line: &PartLine| line.figures.get(id).copied().unwrap_or_default();
    let mut lines: Vec<(Figure, &PartLine)> = split.lines.iter().map(|line| (figure(line), line)).collect();
    let listed = lines.len();
    lines.retain(|(figure, _)| figure.approved != 0 || figure.pending != 0);
    lines.sort_by_key(|(figure, _)| std::cmp::Reverse((figure.approved, figure.pending)));
    let zeros = listed - lines.len();
    let sum: i64 = lines.iter().map(|(figure, _)| figure.approved).sum();
    let whole = split.total.get(id).copied().unwrap_or_default().approved;
    let bar = |(figure, line): &(Figure, &PartLine)| Bar {
        remark: None,
        name: line.name.clone(),
        href: Some(link.run(OpenFigure { of: Some(line.scope), by: None, ..open.clone() })),
        approved: figure.approved,
        pending: figure.pending,
        due: None,
        opens: None,
    };
    let bars: Vec<Bar> = lines.iter().map(bar).collect();
    let caption = format!("{} · {}", figures::indicator(open.indicator), text::sort(&split.by));
    let is_empty = listed == 0;
    let zeros = (zeros > 0).then(|| text::zeros(zeros));
    view! {
        {(!is_empty).then(|| view! { <p class="caption ink-2">{remark(sum, whole)}</p> })}
        {is_empty.then(|| view! { <p class="note">{text::no_parts()}</p> })}
        <Bars caption=caption names=text::sort(&split.by) bars=bars indicator=open.indicator />
        {zeros.map(|words| view! { <p class="caption ink-2">{words}</p> })}
    }
}

/// The first few bars, and all of them once somebody asks.
#[component]
fn Bars(caption: String, names: &'static str, bars: Vec<Bar>, indicator: Indicator) -> impl IntoView {
    let all = RwSignal::new(bars.len() <= FEW);
    let count = bars.len();
    let shown = move || {
        let shown = if all.get() { bars.clone() } else { bars[..FEW].to_vec() };
        (!shown.is_empty()).then(|| {
            view! {
                <DeskBars caption=caption.clone() names=names bars=shown indicator=indicator />
                <DeskBarsLegend indicator=indicator />
            }
        })
    };
    view! {
        {shown}
        {move || (!all.get()).then(|| view! {
            <button type="button" class="button compact" on:click=move |_| all.set(true)>
                {text::show_all_parts(count)}
            </button>
        })}
    }
}

/// How the parts stand to the whole, so that nobody has to wonder.
fn remark(sum: i64, whole: i64) -> String {
    let (said, of) = (figures::grouped(sum), figures::grouped(whole));
    match sum.cmp(&whole) {
        std::cmp::Ordering::Greater => text::adds_to_more(&said, &of),
        std::cmp::Ordering::Less => text::adds_to_less(&said, &of),
        std::cmp::Ordering::Equal => text::adds_up(&of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::{CommitteeId, VenueId};
    use uuid::Uuid;

    #[test]
    fn a_scope_is_split_by_every_sort_but_its_own() {
        let city = Scope::Committee(CommitteeId(Uuid::nil()));
        assert!(sorts(city, true).contains(&"committee") && !sorts(city, false).contains(&"committee"));
        let venue = Scope::Venue(VenueId(Uuid::nil()));
        assert_eq!(sorts(venue, true)[0], "special_committee");
    }

    #[test]
    fn the_sentence_says_how_the_parts_stand_to_the_whole() {
        assert!(remark(134, 128).contains("相加 134，大于合计 128"));
        assert!(remark(120, 128).contains("小于合计"));
        assert!(remark(128, 128).contains("正好"));
    }
}
