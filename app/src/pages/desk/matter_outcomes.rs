//! 建议去向表: every suggestion of a matter with what became of it, on one screen and on paper.

use super::asked::asked;
use crate::{
    api,
    components::desk_head::DeskHead,
    pages::{matter_words, query::Query},
    routes::desk as route,
    text::{desk as text, matter as words, vocabulary},
};
use domain::{
    fields::Fields,
    id::RecordId,
    kind::Kind,
    suggestion::{EVIDENCE, ORIGIN, OUTCOME_REASON, Outcome, Suggestion},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sync::wire::desk::{Chain, DeskRow, RecordDetail};

/// The page.
#[component]
pub fn OutcomesPage() -> impl IntoView {
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("rec")?.parse::<RecordId>().ok()));
    let (detail, chain) = (Query::new(move || rec.get(), api::record), Query::new(move || rec.get(), api::chain));
    document().set_title(&text::page_title(words::outcomes()));
    let again = move || {
        detail.again();
        chain.again();
    };
    view! {
        <main class="desk-page">
            <DeskHead title=words::outcomes()>
                <div class="desk-head-end">
                    <button type="button" class="button compact desk-print" on:click=move |_| { let _ = window().print(); }>{words::print()}</button>
                </div>
            </DeskHead>
            {move || {
                let shown = |(detail, chain): (RecordDetail, Chain)| view! { <Table of=detail.record chain=chain/> }.into_any();
                let error = detail.error.get().or_else(|| chain.error.get());
                asked(detail.answer.get().zip(chain.answer.get()), error, again, (words::outcomes(), 8), shown)
            }}
        </main>
    }
}

#[component]
fn Table(of: DeskRow, chain: Chain) -> impl IntoView {
    let rows = own(of.row.rec, &chain);
    let parts = |whole: RecordId| {
        let into = move |row: &&DeskRow| Suggestion(&row.row.body).condensed_into() == Some(whole);
        chain.after.iter().filter(into).count()
    };
    let line = |(at, row): (usize, &DeskRow)| {
        let it = Suggestion(&row.row.body);
        let from = parts(row.row.rec);
        view! {
            <tr>
                <td>{at + 1}</td>
                <th scope="row">
                    <span class="kept-lines">{it.words().to_owned()}</span>
                    {(from > 0).then(|| view! { <small>{words::condensed_from(from)}</small> })}
                </th>
                <td>{it.voice().map(vocabulary::voice)}</td>
                <td>{it.outcome().map_or(words::no_word_yet(), vocabulary::outcome)}</td>
                <td class="kept-lines">{row.row.body.text(OUTCOME_REASON).unwrap_or_default().to_owned()}</td>
                <td>{it.implementation().map(vocabulary::implementation)}</td>
                <td class="kept-lines">{row.row.body.text(EVIDENCE).unwrap_or_default().to_owned()}</td>
            </tr>
        }
    };
    view! {
        <div class="desk-outcomes">
            <h2><a class="text-link" href=route::matter(of.row.rec)>{matter_words::title(&of.row.body)}</a></h2>
            <p class="ink-2">{sum(rows.iter().map(|row| &row.row.body))}</p>
            <div class="desk-outcomes-table" tabindex="0" role="region" aria-label=words::outcomes()>
                <table>
                    <thead><tr>{words::outcome_headings().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows.iter().copied().enumerate().map(line).collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
}

/// The suggestions of a matter that count by themselves.
fn own(of: RecordId, chain: &Chain) -> Vec<&DeskRow> {
    let is_own = |row: &&DeskRow| {
        let is_it = row.row.kind == Kind::Suggestion.id() && row.row.body.parsed(ORIGIN) == Some(of);
        is_it && Suggestion(&row.row.body).condensed_into().is_none()
    };
    chain.after.iter().filter(is_own).collect()
}

/// How many there are, and how many of them each outcome had.
fn sum<'a>(bodies: impl Iterator<Item = &'a Fields>) -> String {
    let outcomes: Vec<Option<Outcome>> = bodies.map(|body| Suggestion(body).outcome()).collect();
    let count = |outcome: Option<Outcome>| outcomes.iter().filter(|one| **one == outcome).count();
    let each = Outcome::ALL.iter().map(|outcome| (vocabulary::outcome(*outcome), count(Some(*outcome))));
    let each = each.chain([(words::no_word_yet(), count(None))]).filter(|(_, count)| *count > 0);
    let each = each.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(" · ");
    let all = words::suggestions(outcomes.len());
    if each.is_empty() { all } else { format!("{all}：{each}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_above_the_table_adds_up_to_what_stands_in_it() {
        let said =
            |outcome: Option<&str>| outcome.map_or(Fields::default(), |id| Fields::default().with("outcome", id));
        let bodies = [said(Some("adopted")), said(Some("adopted")), said(Some("not_adopted")), said(None)];
        assert_eq!(sum(bodies.iter()), "意见建议 4 条：采纳 2 · 未采纳 1 · 还没有定 1");
        assert_eq!(sum(std::iter::empty()), "意见建议 0 条");
    }
}
