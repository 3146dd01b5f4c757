//! The page of a venue: what it is, who belongs to it and was there last, its checklists, and the year.

use super::{
    below::RosterAt,
    listed::{Listed, listed},
    roster_rows::Directory,
    scope_page::{Beside, ScopePage},
    scopes::Scopes,
    venue_checks::Checklists,
    venue_people::People,
    year::Year,
};
use crate::{
    components::{
        desk_card::DeskCard,
        desk_facts::{DeskFacts, Named},
    },
    routes::desk as route,
    text::{request as requests, roster as text, time},
};
use domain::{
    affiliation::{Affiliation, spells},
    fields::Fields,
    id::{RecordId, VenueId},
    kind::Kind,
    policy::Scope,
    venue::{APPROVAL, INSTRUCTOR, PLACE, TYPE, Venue},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;

/// The page.
#[component]
pub fn VenuePage() -> impl IntoView {
    let scopes: Scopes = expect_context();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("venue")?.parse::<RecordId>().ok()));
    let year = Year::ask(Memo::new(move |_| rec.get().map(|rec| Scope::Venue(VenueId::from(rec)))));
    let listed = listed(rec, Kind::Venue);
    let at = RosterAt::of(move || listed.with(Listed::committee));
    let directory = at.directory();
    let beside: Beside = Arc::new(move |body| {
        let facts = directory.with(|directory| facts(body, directory, scopes, year));
        let venue = rec.get_untracked().map(VenueId::from);
        view! {
            <DeskCard title=text::facts()><DeskFacts facts=facts /></DeskCard>
            {venue.map(|venue| view! {
                <People venue=venue at=at directory=directory year=year />
                <Checklists venue=venue at=at directory=directory />
                <p class="desk-print"><a class="text-link" href=route::poster(venue)>{requests::poster()}</a></p>
            })}
        }
        .into_any()
    });
    let name = |body: &Fields| Venue(body).name().to_owned();
    view! { <ScopePage title=text::venue_page() name=name listed=listed year=year beside=beside /> }
}

fn facts(body: &Fields, directory: &Directory, scopes: Scopes, year: Year) -> Vec<Named> {
    let venue = Venue(body);
    let address = year.address.get();
    let named = |scope: Scope| directory.name(scope).or_else(|| scopes.name(scope));
    let linked = |name: &str, scope: Scope| {
        Some(Named { name: name.to_owned(), value: named(scope)?, href: Some(route::of_scope(scope, &address)) })
    };
    let mut facts: Vec<Named> = Vec::new();
    facts.extend(body.text(TYPE).map(|id| Named::plain(text::kind(), text::venue_type(id))));
    facts.extend(body.text(PLACE).map(|place| Named::plain(text::place(), place)));
    facts.extend(venue.convenor().and_then(|member| linked(text::convenor(), Scope::Member(member))));
    facts.extend(body.text(INSTRUCTOR).map(|name| Named::plain(text::instructor(), name)));
    facts.push(Named::plain(text::approval(), approval(body)));
    for sort in [Affiliation::SpecialCommittee, Affiliation::Cluster] {
        let held = spells(body).filter(|spell| spell.kind == sort && spell.until.is_none());
        let scopes = held.filter_map(|spell| Scope::of(sort.id(), spell.target()?));
        facts.extend(scopes.filter_map(|scope| linked(text::affiliation(sort), scope)));
    }
    facts
}

/// When it was approved, by whom, and the number of the paper.
fn approval(body: &Fields) -> String {
    let Some((on, by)) = Venue(body).approval() else { return text::no_approval().to_owned() };
    let approved = text::approved_by(&time::day_of(on, 0), by);
    match body.get(APPROVAL).and_then(|approval| approval.get("number")?.as_str()) {
        Some(number) => format!("{approved} · {}", text::paper(number)),
        None => approved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_approval_names_day_office_and_paper_and_its_absence_is_said() {
        let value = json!({"on": "2025-03-04", "by": "区政协办公室", "number": "示政办〔2025〕3号"});
        let body = Fields::default().with(APPROVAL, value);
        assert_eq!(approval(&body), "2025年3月4日 区政协办公室批准 · 文号 示政办〔2025〕3号");
        assert_eq!(approval(&Fields::default()), "没有登记设立审批");
    }
}
