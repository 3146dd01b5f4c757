//! Sync protocol v1 without input or output: the wire, the client's state machine and the server's decisions.
//!
//! Architecture Invariant: nothing here knows HTTP, SQL or a browser, reads a clock or waits. The
//! phone, the server and the simulator drive the same functions with time and ids as arguments.
//!
//! `docs/sync.md` describes the protocol for whoever writes another client.
//!
//! One phone and one server that exchange a record:
//!
//! ```
//! use domain::{fields::Fields, id::*, kind::Kind, policy::*};
//! use std::collections::BTreeMap;
//! use sync::client::{Client, Edit, Output, Stored};
//! use sync::server::{Actor, group, pull, record::FeedHead};
//! use sync::wire::{Act, GrantList, SyncReply};
//! use uuid::Uuid;
//!
//! let (committee, venue) = (CommitteeId(Uuid::from_u128(1)), VenueId(Uuid::from_u128(2)));
//! let (home, rec, now) = (Feed::Venue(venue), RecordId(Uuid::from_u128(3)), 1_780_000_000_000);
//!
//! // The phone: somebody submits an activity. It is written to the disk before anything is sent.
//! let mut disk = Stored::fresh(DeviceId(7));
//! let mut phone = Client::open(disk.clone());
//! let body = Fields::default()
//!     .with("type", "visit")
//!     .with("phase", "planned")
//!     .with("start", "2026-05-04T09:00")
//!     .with("place", "柳林村")
//!     .with("narrative", "下周走访三户。");
//! let edit = Edit { rec, kind: Kind::Activity, feed: home, act: Act::Create(body), base: None };
//! phone.save(vec![edit], &[], now);
//! let Some(Output::Persist(changes)) = phone.poll(now, 0) else { panic!("nothing is written") };
//! disk.apply(&changes);
//! phone.persisted();
//! let Some(Output::Send(request)) = phone.poll(now, 0) else { panic!("nothing is sent") };
//!
//! // The server: loads what the push names, decides, and writes what has changed in one transaction.
//! let held = Held { role: Role::Member, scope: Scope::Venue(venue) };
//! let actor = Actor { user: UserId(Uuid::from_u128(4)), member: None, held: vec![held], lost: Vec::new() };
//! let pushes = [group::Push { device: request.device, actor, epoch: request.epoch.clone(), ops: request.ops.clone() }];
//! assert!(group::keys(&pushes).feeds.contains(&home));
//! let feeds = BTreeMap::from([(home, FeedHead::empty(home, committee))]);
//! let applied = group::apply(&pushes, group::Rows { feeds, ..Default::default() }, now);
//!
//! // It answers with the result and, read after the write, with what the phone does not have yet.
//! let mut budget = pull::Budget::new(request.want_bytes);
//! let heads: Vec<FeedHead> = applied.changed.feeds.values().copied().collect();
//! let page = |wanted: &pull::Wanted, budget: &mut pull::Budget| {
//!     let rows = applied.changed.records.values().map(|record| (record.row(), 400)).collect();
//!     (wanted.head.feed, pull::page(wanted, rows, true, budget))
//! };
//! let reply = SyncReply {
//!     epoch: "first".into(),
//!     now,
//!     results: applied.answers[0].clone().unwrap(),
//!     grants: Some(GrantList { hash: "g1".into(), feeds: grants(committee, &[held]) }),
//!     feeds: pull::wanted(&request, &heads, "e1").iter().map(|wanted| page(wanted, &mut budget)).collect(),
//!     missing_blobs: Vec::new(),
//! };
//!
//! // The phone: result, row and cursor become one transaction, and nothing waits any more.
//! phone.replied(reply, now);
//! let Some(Output::Persist(changes)) = phone.poll(now, 0) else { panic!("nothing is written") };
//! disk.apply(&changes);
//! phone.persisted();
//! let view = phone.replica().view(rec).unwrap();
//! assert_eq!((view.ver, view.body.text("review")), (1, Some("pending")));
//! assert_eq!(phone.replica().ops().count(), 0);
//! assert_eq!(Client::open(disk).replica(), phone.replica());
//! ```

pub mod backoff;
pub mod client;
pub mod clock;
pub mod digest;
pub mod export;
#[cfg(test)]
mod fixture;
pub mod server;
#[cfg(test)]
#[path = "../tests/spoiler/mod.rs"]
mod spoiler;
pub mod wire;
