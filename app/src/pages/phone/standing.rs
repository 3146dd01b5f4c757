//! How one's own records stand: what came back, what is under review.

use super::activity_form::may_change;
use crate::state::App;
use domain::{
    activity::{Activity, Attendance, Phase, RECORDED_FOR},
    fields::Fields,
    id::{Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    policy::{self, Role},
    review::Review,
};
use std::collections::BTreeSet;
use sync::client::{RecordView, Replica};

/// Who looks at the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The account.
    pub user: Option<UserId>,
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
            user: session.user().map(|user| user.id),
            member: session.user().and_then(|user| user.member),
            runs: grants.map(|grant| grant.id).filter(|feed| matches!(feed, Feed::Venue(_))).collect(),
        }
    }

    /// The venues that the person runs.
    pub fn venues(&self) -> impl Iterator<Item = VenueId> {
        self.runs.iter().filter_map(|feed| if let Feed::Venue(venue) = feed { Some(*venue) } else { None })
    }

    /// Who sent a record back, and when. Who did so never wrote it; where it was written since, the row no longer says.
    pub fn returned_by(&self, view: &RecordView) -> Option<(UserId, u64)> {
        view.last.filter(|(user, _)| self.user != Some(*user))
    }

    /// Whether an activity is about the viewer: one's own, or with oneself listed.
    pub fn cares_for(&self, feed: Feed, author: Option<UserId>, body: &Fields) -> bool {
        self.owns(feed, author, body) || self.is_listed(body)
    }

    /// Whether the viewer has or had something to do with an activity oneself: wrote it, is listed, or it is about one.
    pub fn concerns(&self, feed: Feed, author: Option<UserId>, body: &Fields) -> bool {
        let wrote = author.is_some() && author == self.user;
        let about = |me: MemberId| body.parsed(RECORDED_FOR) == Some(me) || feed == Feed::Member(me);
        wrote || self.is_listed(body) || self.member.is_some_and(about)
    }

    /// Whether an activity that came back is the viewer's to submit again: who is merely listed may not.
    pub fn may_mend(&self, feed: Feed, author: Option<UserId>, body: &Fields) -> bool {
        // A server of an earlier version does not say who wrote.
        self.owns(feed, author, body) || (author.is_none() && self.is_listed(body))
    }

    /// Whether a record is the viewer's to run: written by oneself or on one's behalf, or of a venue that one runs.
    pub fn runs(&self, view: &RecordView) -> bool {
        !view.is_mirrored && (view.ver == 0 || self.owns(view.feed, view.author, &view.body))
    }

    /// Whether the viewer wrote a record.
    pub fn wrote(&self, view: &RecordView) -> bool {
        view.author.is_some() && view.author == self.user
    }

    /// Whether the server would take a change of a record from the viewer.
    pub fn may_edit(&self, view: &RecordView) -> bool {
        if view.is_mirrored {
            return false;
        }
        let is_back = Activity(&view.body).review() == Some(Review::Returned);
        let is_held = Activity(&view.body).phase() == Some(Phase::Held);
        // Who is merely listed adds to what took place.
        let may = if is_back || !is_held { Self::may_mend } else { Self::cares_for };
        view.ver == 0 || may(self, view.feed, view.author, &view.body)
    }

    /// Whether the viewer may change when, where and who: not of what one merely took part in.
    pub fn may_arrange(&self, view: &RecordView) -> bool {
        view.ver == 0 || self.runs(view)
    }

    /// Whether the server would take a decision between the values that a record has of some fields.
    pub fn may_settle(&self, view: &RecordView) -> bool {
        let fields = view.conflicts.iter().map(|conflict| conflict.field.as_str());
        let adds = policy::edit(Kind::Activity, Activity(&view.body).phase(), fields) == policy::Act::Contribute;
        self.may_edit(view) && (adds || self.may_arrange(view))
    }

    /// Whether the server would take the deletion of a record from the viewer: only of one's own.
    pub fn may_delete(&self, view: &RecordView) -> bool {
        let for_me = |me: MemberId| view.body.parsed(RECORDED_FOR) == Some(me);
        (view.author.is_some() && view.author == self.user) || self.member.is_some_and(for_me)
    }

    /// Written by oneself or on one's behalf, or of a venue that one runs.
    fn owns(&self, feed: Feed, author: Option<UserId>, body: &Fields) -> bool {
        let for_me = |me: MemberId| body.parsed(RECORDED_FOR) == Some(me) || feed == Feed::Member(me);
        let wrote = author.is_some() && author == self.user;
        self.runs.contains(&feed) || wrote || self.member.is_some_and(for_me)
    }

    fn is_listed(&self, body: &Fields) -> bool {
        self.member.is_some_and(|me| Activity(body).attendance_of(me).is_some())
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
    views.retain(|view| {
        let is_back = Activity(&view.body).review() == Some(Review::Returned);
        is_back && viewer.may_mend(view.feed, view.author, &view.body)
    });
    in_order(views, newest_first)
}

/// Records of which two values of a field wait for the viewer to choose, the one last written first.
pub fn torn(app: App) -> Vec<RecordView> {
    let viewer = Viewer::of(app);
    let mut views: Vec<RecordView> = app.with_replica(|replica| {
        let torn = replica.rows().filter(|row| !row.row.conflicts.is_empty());
        torn.filter_map(|row| replica.view(row.row.rec)).collect()
    });
    views.retain(|view| !view.conflicts.is_empty() && may_change(view) && viewer.may_settle(view));
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

/// What others ask of oneself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Invitations without an answer.
    pub invited: Vec<RecordId>,
    /// What was recorded for oneself and waits to be agreed to.
    pub to_confirm: Vec<RecordId>,
}

impl Asked {
    /// How many things are asked.
    pub fn len(&self) -> usize {
        self.invited.len() + self.to_confirm.len()
    }
}

/// What others ask of oneself, the next activity first.
pub fn asked(app: App) -> Asked {
    let Some(me) = Viewer::of(app).member else { return Asked::default() };
    let today = app.today();
    let mut waiting = app.activities(|glance| {
        let activity = Activity(glance.body);
        let ahead = activity.phase() == Some(Phase::Planned) && activity.day().is_some_and(|day| day >= today);
        let invited = ahead && activity.attendance_of(me) == Some(Attendance::Invited);
        (invited || is_to_confirm(activity, me)).then_some((invited, glance.rec))
    });
    waiting.reverse();
    let of = |wanted: bool| waiting.iter().filter(|(invited, _)| *invited == wanted).map(|(_, rec)| *rec).collect();
    Asked { invited: of(true), to_confirm: of(false) }
}

/// Whether somebody recorded it for a member who has said neither yes nor no.
fn is_to_confirm(activity: Activity<'_>, me: MemberId) -> bool {
    activity.recorded_for() == Some(me)
        && activity.awaits_confirmation()
        && activity.review() != Some(Review::Void)
        && !activity.objections().any(|(member, _)| member == me)
}

/// How many of one's own records wait for a review.
pub fn tally(app: App) -> Tally {
    let viewer = Viewer::of(app);
    app.with_replica(|replica| {
        own(replica, &viewer, |_| true).fold(Tally::default(), |tally, (_, body)| {
            let activity = Activity(body);
            let pending = activity.review() == Some(Review::Pending) && activity.phase() != Some(Phase::Planned);
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
        .filter(|row| viewer.cares_for(row.feed, row.row.author, &row.row.body))
        .map(|row| (row.row.rec, &row.row.body))
}
