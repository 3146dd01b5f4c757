//! Records of a venue that wait for its convenor: sent back, written twice, not yet confirmed.

use super::{record_words, roster::use_roster, standing};
use crate::{
    components::{icon::Glyph, list_row::ListRow},
    routes::phone as route,
    state::{App, use_app},
    text::venue as words,
};
use domain::{
    activity::Activity,
    fields::Fields,
    id::{Feed, VenueId},
    kind::Kind,
    review::Review,
};
use leptos::prelude::*;
use sync::client::RecordView;

/// The most records listed.
const LISTED: usize = 10;

/// What waits for the convenor; nothing where nothing does.
#[component]
pub fn Waits(
    /// The venue.
    venue: VenueId,
) -> impl IntoView {
    let app = use_app();
    let waiting = Memo::new(move |_| waiting(app, venue));
    let more = move || waiting.read().len().checked_sub(LISTED).filter(|more| *more > 0);
    view! {
        <Show when=move || !waiting.read().is_empty()>
            <section class="group">
                <h2>{words::waits()}</h2>
                <ul class="list boxed">
                    <For
                        each=move || waiting.get().into_iter().take(LISTED)
                        key=|view| (view.rec, view.ver, view.conflicts.len())
                        children=row
                    />
                </ul>
                {move || more().map(|more| view! { <p class="caption ink-2">{words::waits_more(more)}</p> })}
            </section>
        </Show>
    }
}

/// The records of the venue's feed that a person has to do something about, the one last written first.
fn waiting(app: App, venue: VenueId) -> Vec<RecordView> {
    let mut views: Vec<RecordView> = app.with_replica(|replica| {
        let rows = replica.rows_of(Feed::Venue(venue)).filter(|row| row.row.kind == Kind::Activity.id());
        let asks = rows.filter(|row| !row.row.conflicts.is_empty() || is_open(&row.row.body));
        asks.filter_map(|row| replica.view(row.row.rec)).collect()
    });
    // What was dealt with on this phone and waits to be sent is dealt with.
    views.retain(|view| !view.conflicts.is_empty() || is_open(&view.body));
    standing::in_order(views, standing::newest_first)
}

/// Whether a record was sent back, or waits for the member whom it was recorded for.
fn is_open(body: &Fields) -> bool {
    let activity = Activity(body);
    activity.review() == Some(Review::Returned) || is_unconfirmed(activity)
}

fn is_unconfirmed(activity: Activity<'_>) -> bool {
    activity.awaits_confirmation() && activity.review() != Some(Review::Void)
}

fn row(view: RecordView) -> impl IntoView {
    let (app, roster) = (use_app(), use_roster());
    view! {
        <li>
            <ListRow
                href=route::record(view.rec)
                glyph=Glyph::of_activity(Activity(&view.body).kind())
                title=record_words::title(&view.body)
                detail=record_words::day_and_place(&view.body, &roster.read_untracked(), app.today())
                badges=record_words::badges(&view)
            />
        </li>
    }
}
