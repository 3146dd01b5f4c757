//! How one's own records stand: what came back, what is under review.

use crate::state::App;
use domain::{
    activity::Activity,
    fields::Fields,
    id::{Feed, MemberId, RecordId},
    kind::Kind,
    policy::Role,
    review::Review,
};
use std::collections::BTreeSet;
use sync::client::{RecordView, Replica};

/// Who looks at the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The member that the account belongs to.
    pub member: Option<MemberId>,
    /// The venues that the person runs.
    runs: BTreeSet<Feed>,
}

impl Viewer {
    /// Who is signed in.
    pub fn of(app: App) -> Viewer {
        let session = app.session();
        let grants = session.feeds().iter().filter(|grant| grant.roles.contains(&Role::Convenor));
        Viewer {
            member: session.user().and_then(|user| user.member),
            runs: grants.map(|grant| grant.id).filter(|feed| matches!(feed, Feed::Venue(_))).collect(),
        }
    }

    /// Whether an activity is the viewer's to care for: kept in the own feed, with oneself listed, or of a venue that one runs.
    pub fn cares_for(&self, feed: Feed, body: &Fields) -> bool {
        let listed = |me: MemberId| Activity(body).attendance_of(me).is_some();
        self.runs.contains(&feed) || self.member.is_some_and(|me| feed == Feed::Member(me) || listed(me))
    }
}

/// One's own records that wait for something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Submitted, not yet reviewed.
    pub pending: usize,
    /// All.
    pub total: usize,
}

/// One's own returned records, the one last returned first.
pub fn returned(app: App) -> Vec<RecordView> {
    let viewer = Viewer::of(app);
    let mut views: Vec<RecordView> = app.with_replica(|replica| {
        let waits = |body: &Fields| Activity(body).review() == Some(Review::Returned);
        own(replica, &viewer, waits).filter_map(|(rec, _)| replica.view(rec)).collect()
    });
    // What was mended and waits to be sent is not returned any more.
    views.retain(|view| Activity(&view.body).review() == Some(Review::Returned));
    in_order(views, newest_first)
}

/// Records by a number, the smallest first. One sort for every list keeps the program small.
pub fn in_order(mut views: Vec<RecordView>, number: fn(&RecordView) -> u64) -> Vec<RecordView> {
    views.sort_unstable_by_key(number);
    views
}

/// Puts the record that was written last in front.
pub fn newest_first(view: &RecordView) -> u64 {
    view.last.map_or(0, |(_, at)| u64::MAX - at)
}

/// How many of one's own records wait for a review.
pub fn tally(app: App) -> Tally {
    let viewer = Viewer::of(app);
    app.with_replica(|replica| {
        own(replica, &viewer, |_| true).fold(Tally::default(), |tally, (_, body)| {
            let pending = Activity(body).review() == Some(Review::Pending);
            Tally { pending: tally.pending + usize::from(pending), total: tally.total + 1 }
        })
    })
}

/// One's own activities as the server last sent them, as far as they are wanted.
fn own<'a>(
    replica: &'a Replica,
    viewer: &'a Viewer,
    is_wanted: impl Fn(&Fields) -> bool + 'a,
) -> impl Iterator<Item = (RecordId, &'a Fields)> {
    let activities = replica.rows().filter(|row| row.row.kind == Kind::Activity.id());
    // Asking what a record says is cheaper than asking whose it is.
    activities
        .filter(move |row| is_wanted(&row.row.body))
        .filter(|row| viewer.cares_for(row.feed, &row.row.body))
        .map(|row| (row.row.rec, &row.row.body))
}
