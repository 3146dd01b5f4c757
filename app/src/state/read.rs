//! What pages read.

use super::{App, Draft, Session};
use crate::storage::StorageError;
use domain::{
    activity::START,
    checklist::{Check, check_id},
    fields::Fields,
    id::{CommitteeId, Feed, MemberId, RecordId, UserId, VenueId},
    kind::Kind,
    organisation::Part,
};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use sync::client::{Link, PhotoState, RecordView, Replica, Transport};

/// The member row's field that names the member's account.
const ACCOUNT: &str = "user";

/// How the phone stands to the server, for one line at the bottom of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyncLine {
    /// How the last try went.
    pub link: Link,
    /// Records with something that waits to be sent.
    pub waiting: usize,
    /// Photos that wait to be sent.
    pub photos: u64,
    /// Photos that were sent since nothing waited last.
    pub photos_sent: u64,
    /// When the oldest waiting operation or photo was saved, in milliseconds since 1970 by the device's clock.
    pub oldest: Option<u64>,
    /// Records with something that the server refused.
    pub refused: usize,
    /// Whether some of what the person receives has never been received to its end.
    pub receiving: bool,
    /// When the last round trip went well, in milliseconds since 1970 by the server's clock.
    pub synced_at: Option<u64>,
    /// Since when the server has not been reached, in milliseconds since 1970 by the device's clock.
    pub offline_since: Option<u64>,
}

/// An activity while a list is made of many: nothing of it is copied.
#[derive(Debug, Clone, Copy)]
pub struct Glance<'a> {
    /// Its id.
    pub rec: RecordId,
    /// Its home.
    pub feed: Feed,
    /// Who created it; `None` where the server has none of it, or did not say.
    pub author: Option<UserId>,
    /// The fields with everything done here.
    pub body: &'a Fields,
    /// Whether the server refused something of it.
    pub is_refused: bool,
}

impl SyncLine {
    /// Whether everything saved here is on the server, as far as it was not refused.
    pub fn all_sent(&self) -> bool {
        self.waiting == 0 && self.photos == 0
    }
}

impl App {
    /// Who is signed in.
    pub fn session(&self) -> Session {
        self.core().session.get()
    }

    /// Reads records and operations as they stand on this device.
    pub fn with_replica<R>(&self, read: impl FnOnce(&Replica) -> R) -> R {
        self.core().follow_replica(read)
    }

    /// One record, or `None` where it is not on this device.
    pub fn record(&self, rec: RecordId) -> Option<RecordView> {
        self.with_replica(|replica| replica.view(rec))
    }

    /// What `read` makes of each activity on this device, newest day first: one's own, those of one's venues, and what
    /// one may see of those that lie elsewhere.
    pub fn activities<T>(&self, read: impl Fn(Glance<'_>) -> Option<T>) -> Vec<T> {
        let mut found = self.with_replica(|replica| {
            let untouched = replica.rows().filter(|row| is(Kind::Activity, &row.row.kind));
            let untouched = untouched.filter(|row| replica.ops_of(row.row.rec).next().is_none());
            let came = untouched.filter_map(|row| {
                let (rec, feed, author, body) = (row.row.rec, row.feed, row.row.author, &row.row.body);
                found_of(Glance { rec, feed, author, body, is_refused: false }, &read)
            });
            let touched = replica.ops().filter(|op| is(Kind::Activity, &op.op.kind)).map(|op| op.op.rec);
            let touched: BTreeSet<RecordId> = touched.collect();
            let made = touched.into_iter().filter_map(|rec| replica.view(rec)).filter_map(|view| {
                let is_refused = view.transport == Transport::Refused;
                found_of(
                    Glance { rec: view.rec, feed: view.feed, author: view.author, body: &view.body, is_refused },
                    &read,
                )
            });
            let elsewhere = replica.mirrored().filter(|rec| replica.ops_of(*rec).next().is_none());
            let elsewhere = elsewhere.filter_map(|rec| replica.mirror(rec)).filter_map(|(row, of)| {
                let is_activity = of.kind == Kind::Activity;
                let glance =
                    Glance { rec: of.rec, feed: of.feed, author: None, body: &row.row.body, is_refused: false };
                is_activity.then(|| found_of(glance, &read)).flatten()
            });
            came.chain(made).chain(elsewhere).collect::<Vec<_>>()
        });
        // Ids are made in the order of time, so they decide within one start.
        found.sort_unstable_by(|one, other| (&other.0, other.1).cmp(&(&one.0, one.1)));
        found.into_iter().map(|(_, _, read)| read).collect()
    }

    /// All records of one kind on this device with what was done here, whatever their home, and what one may see of those that
    /// lie elsewhere; for kinds of which there are few.
    pub fn views_of(&self, kind: Kind) -> Vec<RecordView> {
        self.with_replica(|replica| {
            let came = replica.rows().filter(|row| is(kind, &row.row.kind)).map(|row| row.row.rec);
            let made = replica.ops().filter(|op| is(kind, &op.op.kind)).map(|op| op.op.rec);
            let of_kind = |rec: &RecordId| replica.mirror(*rec).is_some_and(|(_, of)| of.kind == kind);
            let recs: BTreeSet<RecordId> = came.chain(made).chain(replica.mirrored().filter(of_kind)).collect();
            recs.into_iter().filter_map(|rec| replica.view(rec)).collect()
        })
    }

    /// All records of one kind of the committee's roster with what was changed here, by name.
    pub fn listed(&self, kind: Kind) -> Vec<(RecordId, Fields)> {
        self.roster(kind)
    }

    /// All venues of the committee, by name.
    pub fn venues(&self) -> Vec<(VenueId, Fields)> {
        self.roster(Kind::Venue)
    }

    /// All members of the committee, by name.
    pub fn members(&self) -> Vec<(MemberId, Fields)> {
        self.roster(Kind::Member)
    }

    /// The names of one kind of part of the organisation, such as sectors.
    pub fn part_names(&self, kind: Kind) -> BTreeMap<RecordId, String> {
        let name = |(rec, fields): (RecordId, Fields)| (rec, Part(&fields).name().to_owned());
        self.roster(kind).into_iter().map(name).collect()
    }

    /// What is asked of members and venues.
    pub fn quotas(&self) -> Vec<(RecordId, Fields)> {
        self.roster(Kind::Quota)
    }

    /// The checklists of the committee, by name.
    pub fn checklists(&self) -> Vec<(RecordId, Fields)> {
        self.roster(Kind::Checklist)
    }

    /// What a venue says of a checklist; `None` where nothing was said yet.
    pub fn check(&self, venue: VenueId, checklist: RecordId) -> Option<RecordView> {
        let of = |fields: &Fields| Check(fields).venue() == Some(venue) && Check(fields).checklist() == Some(checklist);
        self.with_replica(|replica| {
            let came = replica.rows_of(Feed::Venue(venue)).filter(|row| is(Kind::Check, &row.row.kind));
            let came = came.filter(|row| of(&row.row.body)).map(|row| row.row.rec);
            // Whatever others wrote by, every phone reads the same one.
            let rec = came.min().unwrap_or_else(|| check_id(checklist, venue));
            replica.view(rec).filter(|view| of(&view.body))
        })
    }

    /// The id of the committee that one belongs to; `None` where nobody is signed in.
    pub fn own_committee(&self) -> Option<CommitteeId> {
        let session = self.session();
        session
            .feeds()
            .iter()
            .find_map(|grant| if let Feed::Ref(committee) = grant.id { Some(committee) } else { None })
    }

    /// The committee that one belongs to.
    pub fn committee(&self) -> Option<Fields> {
        self.roster::<RecordId>(Kind::Committee).into_iter().next().map(|(_, fields)| fields)
    }

    /// The venues that one receives the records of.
    pub fn my_venues(&self) -> Vec<VenueId> {
        let session = self.session();
        let venue = |feed: Feed| if let Feed::Venue(venue) = feed { Some(venue) } else { None };
        session.feeds().iter().filter_map(|grant| venue(grant.id)).collect()
    }

    /// The name of somebody with an account, where the roster has it.
    pub fn user_name(&self, user: UserId) -> Option<String> {
        let id = user.to_string();
        self.with_replica(|replica| {
            let mut members = replica.rows().filter(|row| is(Kind::Member, &row.row.kind));
            let member = members.find(|row| row.row.body.text(ACCOUNT) == Some(&id))?;
            member.row.body.text(domain::member::NAME).map(str::to_owned)
        })
    }

    /// How the phone stands to the server.
    pub fn sync_line(&self) -> SyncLine {
        self.core().follow_account(|account| {
            let client = account.client.borrow();
            let (replica, report) = (client.replica(), client.replica().report());
            let waiting: BTreeSet<RecordId> = replica.waiting().map(|op| op.op.rec).collect();
            let refused_photos = replica.photos().filter(|photo| matches!(photo.state, PhotoState::Refused(_)));
            let refused_photos = refused_photos.flat_map(|photo| photo.recs.iter().copied());
            let refused: BTreeSet<RecordId> = replica.refused().map(|op| op.op.rec).chain(refused_photos).collect();
            SyncLine {
                link: client.link(),
                waiting: waiting.len(),
                photos: report.blobs,
                photos_sent: account.photos_sent.get(),
                oldest: report.oldest,
                refused: refused.len(),
                receiving: replica.marks().any(|(_, mark)| !mark.complete),
                synced_at: client.meta().synced_at,
                offline_since: account.offline_since.get(),
            }
        })
    }

    /// Why the disk takes nothing at the moment; `None` while it does.
    pub fn disk_trouble(&self) -> Option<StorageError> {
        self.core().disk.get()
    }

    /// All drafts, the one last typed into first.
    pub fn drafts(&self) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = self.core().follow_drafts(|drafts| drafts.values().cloned().collect());
        drafts.sort_unstable_by_key(|draft| std::cmp::Reverse(draft.updated_at));
        drafts
    }

    /// The draft of a record. Runs the caller again with every key that is typed: a form reads it once, untracked.
    pub fn draft(&self, rec: RecordId) -> Option<Draft> {
        self.core().follow_drafts(|drafts| drafts.get(&rec).cloned())
    }

    /// The draft of a record as it is now, for what outlives a page.
    pub fn draft_now(&self, rec: RecordId) -> Option<Draft> {
        self.core().account().and_then(|account| account.drafts.borrow().get(&rec).cloned())
    }

    /// Records of the roster with what was changed here, by name.
    fn roster<I: From<RecordId>>(&self, kind: Kind) -> Vec<(I, Fields)> {
        self.rows_by_name(kind).into_iter().map(|(rec, fields)| (rec.into(), fields)).collect()
    }

    fn rows_by_name(&self, kind: Kind) -> Vec<(RecordId, Fields)> {
        let mut rows = self.with_replica(|replica| {
            let recs = replica.rows().filter(|row| is(kind, &row.row.kind)).map(|row| row.row.rec);
            recs.filter_map(|rec| replica.view(rec)).map(|view| (view.rec, view.body)).collect::<Vec<_>>()
        });
        rows.sort_unstable_by(|one, other| one.1.text("name").cmp(&other.1.text("name")));
        rows
    }
}

/// What was read of an activity, with what it is ordered by.
fn found_of<T>(glance: Glance<'_>, read: impl Fn(Glance<'_>) -> Option<T>) -> Option<(String, RecordId, T)> {
    // Most of thousands may be passed over, so nothing is copied before it is known to be wanted.
    let wanted = read(glance)?;
    Some((glance.body.text(START).unwrap_or_default().to_owned(), glance.rec, wanted))
}

fn is(kind: Kind, id: &str) -> bool {
    kind.id() == id
}
