//! The units that a matter was given to, each with how it stands.

use crate::{
    components::{
        badge::{BadgeText, Family},
        icon::Glyph,
        list_row::ListRow,
        tone::Tone,
    },
    pages::matter_words,
    routes::phone as route,
    state::use_app,
    text::{matter as words, vocabulary},
};
use domain::{hand_over::HandOver, id::RecordId, kind::Kind};
use leptos::prelude::*;
use sync::client::RecordView;

/// The list; nothing while nothing was handed over, since only the office does that.
#[component]
pub fn HandOvers(
    /// The matter.
    rec: RecordId,
) -> impl IntoView {
    let app = use_app();
    let all = Memo::new_with_compare(
        move |_| {
            let of_it = |one: &RecordView| HandOver(&one.body).origin() == Some(rec);
            app.views_of(Kind::HandOver).into_iter().filter(of_it).collect::<Vec<_>>()
        },
        |_, _| true,
    );
    let row = move |view: RecordView| {
        let it = HandOver(&view.body);
        let (standing, is_late) = matter_words::standing(&view.body, app.today());
        let stage = matter_words::stage(&view.body, matter_words::workflow_of(app, &view.body).as_ref());
        let tone = if is_late { Tone::Act } else { Tone::Plain };
        let badge = BadgeText { family: Family::Stage, tone, glyph: Glyph::Clock, words: standing };
        let badges = Some(badge).filter(|badge| !badge.words.is_empty()).into_iter().collect::<Vec<_>>();
        view! {
            <div role="listitem">
                <ListRow
                    href=route::matter(view.rec) glyph=Glyph::Tray title=it.unit().to_owned()
                    detail=format!("{} · {stage}", vocabulary::part(it.part())) badges=badges
                />
            </div>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="group stack">
                <h2>{move || words::hand_overs(all.with(Vec::len))}</h2>
                <div class="list" role="list">{move || all.get().into_iter().map(row).collect_view()}</div>
            </section>
        </Show>
    }
}
