//! The list of records: which of them a filter shows, grouped by month, a window at a time.

use super::{record_words, roster::Roster, standing::Viewer};
use crate::{
    components::{badge::BadgeText, icon::Glyph},
    routes::phone as route,
    state::App,
    text::{self, records as words},
};
use domain::{
    activity::{Activity, PLACE},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    review::Review,
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many rows a window of the list has; the list grows by one window at a time.
pub const WINDOW: usize = 20;

/// Which records are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// What waits for oneself: returned, refused, not finished.
    ForMe,
    /// Submitted, not yet reviewed.
    Pending,
    /// Approved.
    Approved,
}

/// Where the person is in the list; kept while other pages are open, so that the way back leads to the same place.
#[derive(Clone, Copy)]
pub struct ListPlace {
    /// The filter.
    pub filter: RwSignal<Filter>,
    /// What is searched for; `None` while the search is closed.
    pub search: RwSignal<Option<String>>,
    /// How many windows are shown.
    pub windows: RwSignal<usize>,
}

impl ListPlace {
    /// The top of the whole list.
    pub fn new() -> ListPlace {
        ListPlace { filter: RwSignal::default(), search: RwSignal::new(None), windows: RwSignal::new(1) }
    }
}

/// A record or the draft of a new one, with what filters ask of it. Small: there may be thousands.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    rec: RecordId,
    is_new: bool,
    day: Option<Date>,
    review: Option<Review>,
    for_me: bool,
    has_draft: bool,
}

/// Something that stands in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Line {
    /// The heading of a month, with its counts.
    Head {
        /// The month, or that these are drafts.
        title: String,
        /// The counts.
        counts: String,
    },
    /// A record.
    Row(Row),
}

/// What a row shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// The icon.
    pub glyph: Glyph,
    /// What it is.
    pub title: String,
    /// When and where.
    pub detail: String,
    /// Its states.
    pub badges: Vec<BadgeText>,
}

impl Entry {
    fn group(&self) -> Group {
        if self.is_new { (true, None) } else { (false, self.day.map(Date::first_of_month)) }
    }

    /// Whether a filter shows it.
    pub fn passes(&self, filter: Filter) -> bool {
        match filter {
            Filter::All => true,
            Filter::ForMe => self.for_me,
            Filter::Pending => self.review == Some(Review::Pending),
            Filter::Approved => self.review == Some(Review::Approved),
        }
    }

    /// Whether a search finds it by its text, its kind, its place or its people.
    pub fn holds(&self, app: App, searched: &str, roster: &Roster) -> bool {
        let found = |body: &Fields| holds(body, searched, roster);
        match self.is_new {
            true => app.draft(self.rec).is_some_and(|draft| found(&draft.body)),
            false => app.with_replica(|replica| replica.body(self.rec).is_some_and(|body| found(&body))),
        }
    }

    fn row(&self, app: App, roster: &Roster) -> Option<Row> {
        let (body, mut badges) = if self.is_new {
            (app.draft(self.rec)?.body, Vec::new())
        } else {
            let view = app.record(self.rec)?;
            let badges = record_words::badges(&view);
            (view.body, badges)
        };
        if self.has_draft {
            badges.insert(0, record_words::draft_badge());
        }
        Some(Row {
            href: if self.is_new { route::activity(self.rec) } else { route::record(self.rec) },
            glyph: Glyph::of_activity(Activity(&body).kind()),
            title: record_words::title(&body),
            detail: record_words::day_and_place(&body, roster, app.today()),
            badges,
        })
    }
}

fn holds(body: &Fields, searched: &str, roster: &Roster) -> bool {
    let activity = Activity(body);
    let venue = activity.venue().and_then(|venue| roster.venue(venue));
    let people = activity.attendance().filter_map(|(member, _)| roster.member(member));
    [activity.narrative(), activity.type_zh()]
        .into_iter()
        .chain(venue)
        .chain(body.text(PLACE))
        .chain(people)
        .any(|text| text.contains(searched))
}

/// Drafts of new records first, then every record, newest day first.
pub fn entries(app: App) -> Vec<Entry> {
    let viewer = Viewer::of(app);
    let drafts: Vec<_> = app.drafts().into_iter().filter(|draft| draft.kind == Kind::Activity).collect();
    let drafted: BTreeSet<RecordId> = drafts.iter().map(|draft| draft.rec).collect();
    let new = drafts.iter().filter(|draft| draft.original.is_none());
    let new =
        new.map(|draft| Entry { rec: draft.rec, is_new: true, day: None, review: None, for_me: true, has_draft: true });
    let records = app.activities(|glance| {
        let activity = Activity(glance.body);
        let (review, has_draft) = (activity.review(), drafted.contains(&glance.rec));
        let returned = review == Some(Review::Returned) && viewer.may_mend(glance.feed, glance.author, glance.body);
        let for_me = has_draft || returned || glance.is_refused;
        Some(Entry { rec: glance.rec, is_new: false, day: activity.day(), review, for_me, has_draft })
    });
    new.chain(records).collect()
}

/// The records that a filter and a search let through, in their order, with the counts of each month.
#[derive(Debug, Clone, Default)]
pub struct Passing {
    /// Places in the list of entries.
    places: Vec<usize>,
    /// How many there are of each month, and how many of them are approved.
    counts: BTreeMap<Group, (usize, usize)>,
}

/// Drafts stand together, before the months.
type Group = (bool, Option<Date>);

impl Passing {
    /// Those of the entries that are wanted.
    pub fn sift(entries: &[Entry], is_wanted: impl Fn(&Entry) -> bool) -> Passing {
        let mut passing = Passing::default();
        for (at, entry) in entries.iter().enumerate() {
            if is_wanted(entry) {
                passing.places.push(at);
                let (all, approved) = passing.counts.entry(entry.group()).or_default();
                *all += 1;
                *approved += usize::from(entry.review == Some(Review::Approved));
            }
        }
        passing
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The lines of one window, 0 being the first: rows, and a heading wherever a month begins.
    pub fn window(&self, number: usize, entries: &[Entry], app: App, roster: &Roster) -> Vec<Line> {
        let first = number * WINDOW;
        let entry = |at: usize| self.places.get(at).and_then(|place| entries.get(*place));
        let mut before = first.checked_sub(1).and_then(entry).map(Entry::group);
        let mut lines = Vec::new();
        for entry in (first..first + WINDOW).map_while(entry) {
            let group = entry.group();
            if before.replace(group) != Some(group) {
                lines.push(self.head(group));
            }
            lines.extend(entry.row(app, roster).map(Line::Row));
        }
        lines
    }

    /// The heading of a month.
    fn head(&self, group: Group) -> Line {
        let (all, approved) = self.counts.get(&group).copied().unwrap_or_default();
        let (title, counts) = match group {
            (true, _) => (words::drafts().to_owned(), words::draft_count(all)),
            (false, Some(month)) => (text::time::month(month), words::month_counts(all, approved)),
            (false, None) => (words::no_date().to_owned(), words::draft_count(all)),
        };
        Line::Head { title, counts }
    }
}
