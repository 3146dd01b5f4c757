//! 消息: what the office said of one's own records: what came back first, then what was reviewed lately.

use super::{
    record_words,
    roster::use_roster,
    screen::{Place, Screen},
    standing::{self, Viewer},
};
use crate::{
    clock,
    components::{
        button::{LinkButton, Weight},
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        list_row::ListRow,
        note::Note,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, messages as words},
};
use domain::{activity::Activity, review::Review};
use leptos::prelude::*;
use sync::client::RecordView;

/// How long a decision is news, in milliseconds.
const NEWS: u64 = 14 * 24 * 3_600_000;
/// The most decisions listed.
const LISTED: usize = 30;

/// The inbox.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let app = use_app();
    let returned = Memo::new(move |_| standing::returned(app));
    let recent = Memo::new(move |_| recent(app));
    let nothing = move || returned.read().is_empty() && recent.read().is_empty();
    view! {
        <Screen title=words::title() place=Place::Messages>
            <Show when=nothing>
                <EmptyState glyph=Glyph::Mail title=words::empty() detail=words::empty_detail()/>
            </Show>
            <Show when=move || !returned.read().is_empty()>
                <section class="group stack">
                    <h2>{words::for_you()}</h2>
                    <For each=move || returned.get() key=|view| (view.rec, view.ver) children=|view| view! { <Back view=view/> }/>
                </section>
            </Show>
            <Show when=move || !recent.read().is_empty()>
                <section class="group">
                    <h2>{words::recent()}</h2>
                    <ul class="list boxed">
                        <For each=move || recent.get() key=|view| (view.rec, view.ver) children=decided/>
                    </ul>
                </section>
            </Show>
        </Screen>
    }
}

/// One's own records that were approved or made void lately, the last first.
fn recent(app: App) -> Vec<RecordView> {
    let viewer = Viewer::of(app);
    let since = app.now().saturating_sub(NEWS);
    let views: Vec<RecordView> = app.with_replica(|replica| {
        let decided = replica.rows().filter(|row| {
            let review = Activity(&row.row.body).review();
            row.row.at >= since && matches!(review, Some(Review::Approved | Review::Void))
        });
        let own = decided.filter(|row| viewer.cares_for(row.feed, row.row.author, &row.row.body));
        own.filter_map(|row| replica.view(row.row.rec)).collect()
    });
    let mut views = standing::in_order(views, standing::newest_first);
    views.truncate(LISTED);
    views
}

/// A record that came back.
#[component]
fn Back(
    /// The record.
    view: RecordView,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let reason = Activity(&view.body).review_reason().unwrap_or(words::no_reason()).to_owned();
    let by = untrack(|| Viewer::of(app)).returned_by(&view).map(|(user, at)| {
        let who = roster.read_untracked().account(user).unwrap_or(words::office()).to_owned();
        format!("{} · {}", words::returned_by(who), text::time::moment(clock::local(at), app.today()))
    });
    view! {
        <article class="card stack">
            <header>
                <span class="ink-3"><Icon glyph=Glyph::of_activity(Activity(&view.body).kind())/></span>
                <div class="grow">
                    <h3 class="clipped"><a href=route::record(view.rec)>{record_words::title(&view.body)}</a></h3>
                    <p class="small ink-2">{record_words::day_and_place(&view.body, &roster.read_untracked(), app.today())}</p>
                </div>
            </header>
            <Note tone=Tone::Act glyph=Glyph::Return>
                <p class="kept-lines">{reason}</p>
                {by.map(|by| view! { <p class="caption">{by}</p> })}
            </Note>
            <LinkButton
                href=route::activity(view.rec)
                label=text::record::mend_now()
                weight=Weight::Primary
                glyph=Glyph::Pen
                block=true
            />
        </article>
    }
}

/// A record that was approved or made void.
fn decided(view: RecordView) -> impl IntoView {
    let app = use_app();
    let detail = view.last.map(|(_, at)| text::time::moment(clock::local(at), app.today())).unwrap_or_default();
    view! {
        <li>
            <ListRow
                href=route::record(view.rec)
                glyph=Glyph::of_activity(Activity(&view.body).kind())
                title=record_words::title(&view.body)
                detail=detail
                badges=record_words::badges(&view)
            />
        </li>
    }
}
