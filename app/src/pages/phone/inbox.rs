//! What is new for the person: what the office did with one's records, and what falls due soon. What was read is kept on
//! this phone.

use super::{
    quotas::{self, Owed},
    roster::Roster,
    standing::{self, Viewer},
};
use crate::{
    routes::phone as route,
    state::{App, WasRead},
};
use domain::{
    activity::Activity,
    id::{RecordId, UserId, VenueId},
    kind::Kind,
    review::Review,
    workflow::{Course, LED, Led},
};
use leptos::prelude::*;
use std::collections::BTreeSet;
use sync::client::HomedRow;

/// How long a decision is news, in milliseconds.
const NEWS: u64 = 14 * 24 * 3_600_000;
/// The most decisions listed.
const LISTED: usize = 30;
/// From how many days before its end on a quota that is not met is reminded of.
const DUE: i64 = 14;

/// A quota that falls due soon and is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The quota, its period and whose it is.
    pub key: String,
    /// What is missing, and how many days are left.
    pub title: String,
    /// Which quota, and of which venue.
    pub detail: String,
    /// Where something can be done about it.
    pub href: String,
}

/// Something that the office decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct News {
    /// When, by the server's clock.
    pub at: u64,
    /// The record.
    pub rec: RecordId,
}

/// One's own records that others approved, corrected or made void lately, and what others have taken on of what one raised,
/// submitted or is to do; the last first.
pub fn news(app: App) -> Vec<News> {
    let viewer = Viewer::of(app);
    let since = app.true_now().saturating_sub(NEWS);
    let mut news: Vec<News> = app.with_replica(|replica| {
        let late = || replica.rows().filter(|row| row.row.at >= since);
        let moved = late().filter(|row| is_moved(row, &viewer)).map(|row| News { at: row.row.at, rec: row.row.rec });
        let late = late().filter(|row| row.row.kind == Kind::Activity.id());
        // Who decides is of the office; a member who wrote last has said something of the own person.
        let member = |row: &&HomedRow| row.row.kind == Kind::Member.id();
        let members: BTreeSet<UserId> =
            replica.rows().filter(member).filter_map(|row| row.row.body.parsed("user")).collect();
        let decided = late.filter(|row| {
            let review = Activity(&row.row.body).review();
            !members.contains(&row.row.by) && matches!(review, Some(Review::Approved | Review::Void))
        });
        let own = decided.filter(|row| viewer.cares_for(row.feed, row.row.author, &row.row.body));
        own.map(|row| News { at: row.row.at, rec: row.row.rec }).chain(moved).collect()
    });
    news.sort_unstable_by(|one, other| other.cmp(one));
    news.truncate(LISTED);
    news
}

/// Whether somebody else has done something about what a workflow leads and the viewer raised, submitted or is to do.
fn is_moved(row: &HomedRow, viewer: &Viewer) -> bool {
    let kind = row.row.kind.parse::<Kind>().ok().filter(|kind| LED.contains(kind));
    // What is given to somebody is news from the first day.
    let is_taken_on = Led(&row.row.body).course() != Some(Course::Raised) || kind == Some(Kind::Assignment);
    let by_another = viewer.user != Some(row.row.by);
    kind.is_some() && is_taken_on && by_another && viewer.concerns(row.feed, row.row.author, &row.row.body)
}

/// What falls due soon and is not met: one's own, then that of the venues that one runs.
fn due(app: App) -> Vec<(Option<VenueId>, Owed)> {
    let own = quotas::of_member(app).into_iter().map(|owed| (None, owed));
    let viewer = Viewer::of(app);
    let of_venue = |venue: VenueId| quotas::of_venue(app, venue).into_iter().map(move |owed| (Some(venue), owed));
    let all = own.chain(viewer.venues().flat_map(of_venue));
    all.filter(|(_, owed)| owed.is_missing && owed.days <= DUE).collect()
}

/// What falls due soon, in words.
pub fn reminders(app: App, roster: &Roster) -> Vec<Reminder> {
    let one = |(venue, owed): (Option<VenueId>, Owed)| {
        let key = key(venue, &owed);
        let Owed { name, sentence: title, .. } = owed;
        match venue {
            None => Reminder { key, title, detail: name, href: route::NEW_ACTIVITY.to_owned() },
            Some(venue) => {
                let detail = format!("{name} · {}", roster.venue(venue).unwrap_or_default());
                Reminder { key, title, detail, href: route::venue(venue) }
            }
        }
    };
    due(app).into_iter().map(one).collect()
}

/// A reminder is another one in the next period.
fn key(venue: Option<VenueId>, owed: &Owed) -> String {
    venue.map_or_else(|| owed.key.clone(), |venue| format!("{}:{venue}", owed.key))
}

/// What the person has read here. Who comes to this phone for the first time has read everything that was there before.
pub fn read(app: App) -> WasRead {
    let me = untrack(|| app.session()).user().map(|user| user.id);
    let settings = app.settings().read();
    me.and_then(|me| settings.read.get(&me).cloned()).unwrap_or_default()
}

/// Remembers that the person has read something.
fn remember(app: App, read: WasRead) {
    let Some(me) = untrack(|| app.session()).user().map(|user| user.id) else { return };
    if app.settings().with_untracked(|settings| settings.read.get(&me) != Some(&read)) {
        app.settings().update(|settings| {
            settings.read.insert(me, read);
        });
    }
}

/// Begins with what is new from now on, where somebody has not read here before.
pub fn begin(app: App) {
    let me = app.session().user().map(|user| user.id);
    let known = me.is_none_or(|me| app.settings().with_untracked(|settings| settings.read.contains_key(&me)));
    if !known {
        remember(app, WasRead { until: app.true_now(), reminders: BTreeSet::new() });
    }
}

/// The page has shown these.
pub fn has_seen(app: App, news: &[News], reminders: &[Reminder]) {
    let until = news.first().map_or(0, |news| news.at).max(untrack(|| read(app)).until);
    remember(app, WasRead { until, reminders: reminders.iter().map(|reminder| reminder.key.clone()).collect() });
}

/// How many things wait to be done or read: the number on the tab.
pub fn unread(app: App) -> usize {
    let read = read(app);
    let news = news(app).into_iter().filter(|news| news.at > read.until).count();
    let due = due(app).iter().filter(|(venue, owed)| !read.reminders.contains(&key(*venue, owed))).count();
    standing::returned(app).len() + standing::torn(app).len() + standing::asked(app).len() + news + due
}
