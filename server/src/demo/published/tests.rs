use crate::{
    clock,
    demo::{fill, places::COMMITTEE},
    desk::InTotals,
    store::{Incoming, MatterStore, Store, Total, sqlite::SqliteStore},
};
use domain::{
    activity::ActivityType,
    committee::Committee,
    day::Period,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, UserId, VenueId},
    indicator::{FactState, Indicator},
    kind::Kind,
    policy::{Held, Role, Scope},
    rate::{Of, Rate},
    schema::SCHEMA,
    venue::{Venue, VenueType},
};
use jiff::civil::date;
use std::collections::BTreeMap;
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport, Outcome, SyncRequest, desk::DeskRow},
};
use uuid::Uuid;

const NOW: (i16, i8, i8) = (2026, 11, 25);

/// What the published year says.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    members: usize,
    studios: usize,
    sessions: i64,
    liaison_groups: usize,
    activities: i64,
    members_visited: i64,
    problems_solved: i64,
    consultations: i64,
    suggestions: i64,
    opinion_reports: i64,
    by_groups: i64,
    proposals: i64,
    /// 办复率, 回访率 and 满意率 of proposals, in tenths of a percent.
    rates: [Option<i64>; 3],
}

const PUBLISHED: Shape = Shape {
    members: 216,
    studios: 5,
    sessions: 23,
    liaison_groups: 18,
    activities: 67,
    members_visited: 181,
    problems_solved: 230,
    consultations: 4,
    suggestions: 33,
    opinion_reports: 28,
    by_groups: 18,
    proposals: 231,
    rates: [Some(1_000), Some(1_000), Some(983)],
};

struct Demo {
    _folder: tempfile::TempDir,
    store: SqliteStore,
    committee: CommitteeId,
    now: u64,
}

impl Demo {
    async fn made() -> Demo {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("demo.db")).await.unwrap();
        let now = clock::millis(date(NOW.0, NOW.1, NOW.2).at(10, 0, 0, 0));
        fill(&store, 1, now).await.unwrap();
        let known = store.committees().await.unwrap();
        let committee = known.into_iter().find(|(_, f)| Committee(f).name() == COMMITTEE).unwrap().0;
        Demo { _folder: folder, store, committee, now }
    }

    async fn roster(&self) -> Vec<(Kind, VenueId, Fields)> {
        let feed = Feed::Ref(self.committee);
        let request = SyncRequest {
            proto: 1,
            device: DeviceId(1),
            epoch: None,
            grants: None,
            cursors: BTreeMap::new(),
            rebuild: Vec::new(),
            first: false,
            want_bytes: 4_000_000,
            outbox: OutboxReport::default(),
            ops: Vec::new(),
        };
        let pages = self.store.pull(&request, &[feed]).await.unwrap();
        let rows = pages[&feed].changes.iter();
        rows.map(|row| (row.kind.parse().unwrap(), VenueId(row.rec.0), row.body.clone())).collect()
    }

    async fn approved(&self) -> Vec<DeskRow> {
        self.store.review(self.committee, "approved", None, 5_000, self.now).await.unwrap().rows
    }

    /// The year in the figures that the store gives.
    async fn shape(&self) -> Shape {
        let roster = self.roster().await;
        let of = |kind: Kind| roster.iter().filter(move |(each, ..)| *each == kind);
        let venues = |sort: VenueType| -> Vec<Scope> {
            let found = of(Kind::Venue).filter(|(.., body)| Venue(body).kind() == Some(sort));
            found.map(|(_, id, _)| Scope::Venue(*id)).collect()
        };
        let (studios, groups) = (venues(VenueType::MemberStudio), venues(VenueType::TownshipLiaisonGroup));
        let visits = |total: &Total| total.activity_type == ActivityType::MemberVisit.id();
        let whole = [Scope::Committee(self.committee)];
        Shape {
            members: of(Kind::Member).count(),
            studios: studios.len(),
            sessions: self.sum(&studios, Indicator::Activities, |_| true).await,
            liaison_groups: groups.len(),
            activities: self.sum(&groups, Indicator::Activities, |_| true).await,
            members_visited: self.sum(&whole, Indicator::PersonTimes, visits).await,
            problems_solved: self.sum(&whole, Indicator::ProblemsSolved, visits).await,
            consultations: self.sum(&whole, Indicator::Consultations, |_| true).await,
            suggestions: self.sum(&whole, Indicator::Suggestions, |_| true).await,
            opinion_reports: self.sum(&whole, Indicator::OpinionReports, |_| true).await,
            by_groups: self.by_groups().await,
            proposals: self.sum(&whole, Indicator::Proposals, |_| true).await,
            rates: self.rates(whole[0]).await,
        }
    }

    /// The rates of proposals, as the overview gives them.
    async fn rates(&self, whole: Scope) -> [Option<i64>; 3] {
        let totals = self.store.totals(&[whole], Period::Year(2022), self.now).await.unwrap().totals;
        let counted = InTotals { totals: &totals, late: 0 };
        [Rate::Replied, Rate::FollowedUp, Rate::Content].map(|rate| rate.share(Of::Proposals, &counted).tenths())
    }

    /// How many reports of 2022 that count were submitted by groups themselves: a member's count for the own party too.
    async fn by_groups(&self) -> i64 {
        let rows =
            self.store.standing(self.committee, Kind::OpinionReport, &["under_way", "ended"], 500).await.unwrap();
        let of_2022 = |row: &&DeskRow| row.row.body.text("raised_on").is_some_and(|day| day.starts_with("2022"));
        rows.iter().filter(of_2022).filter(|row| row.row.body.text("group").is_some()).count() as i64
    }

    /// What counts of one indicator in 2022, added up over scopes that share no record.
    async fn sum(&self, scopes: &[Scope], of: Indicator, fits: impl Fn(&Total) -> bool) -> i64 {
        let found = self.store.totals(scopes, Period::Year(2022), self.now).await.unwrap();
        let counts = |total: &&Total| total.indicator == of && total.state == FactState::Approved && fits(total);
        found.totals.iter().filter(counts).map(|total| total.amount).sum()
    }

    /// Somebody of the office takes a record out.
    async fn take_out(&self, row: &DeskRow, device: u128) {
        let held = vec![Held { role: Role::Staff, scope: Scope::Committee(self.committee) }];
        let op = Op {
            n: 1,
            rec: row.row.rec,
            kind: row.row.kind.clone(),
            feed: row.feed,
            base: row.row.ver,
            epoch: Some(self.store.epoch().to_owned()),
            hlc: Hlc::at(self.now),
            schema: SCHEMA,
            act: Act::Patch(Fields::default().with("review", "void").with("review_reason", "与另一场重复")),
        };
        let actor = Actor { user: UserId(Uuid::from_u128(device)), member: None, held, lost: Vec::new() };
        let push = Push { device: DeviceId(device), actor, epoch: None, ops: vec![op] };
        let answers = self.store.apply(&[Incoming { push, waiting: OutboxReport::default() }], self.now).await.unwrap();
        assert!(matches!(answers[0].as_ref().unwrap()[0].outcome, Outcome::Applied { .. }));
        while self.store.project(100, self.now).await.unwrap() > 0 {}
    }
}

#[tokio::test]
async fn the_records_of_2022_give_the_published_figures_and_taking_one_out_changes_them() {
    let demo = Demo::made().await;
    assert_eq!(demo.shape().await, PUBLISHED);
    check_texts(&demo).await;
    let rows = demo.approved().await;
    let in_2022 = |row: &&DeskRow| row.row.body.text("start").is_some_and(|start| start.starts_with("2022"));
    let visit = rows.iter().filter(in_2022).find(|row| row.row.body.text("type") == Some("member_visit")).unwrap();
    let session = rows.iter().filter(in_2022).find(|row| row.row.body.text("place") == Some("区农技推广站")).unwrap();
    demo.take_out(visit, 71).await;
    demo.take_out(session, 72).await;
    let seen = visit.row.body.int("measure:person_times").unwrap();
    let solved = visit.row.body.int("measure:problems_solved").unwrap();
    assert!(seen > 0 && solved >= seen);
    let less = Shape {
        sessions: PUBLISHED.sessions - 1,
        members_visited: PUBLISHED.members_visited - seen,
        problems_solved: PUBLISHED.problems_solved - solved,
        ..PUBLISHED
    };
    assert_eq!(demo.shape().await, less);
}

/// No two records tell the same, and none calls a member by another name.
async fn check_texts(demo: &Demo) {
    let mut beginnings = BTreeMap::new();
    for state in ["approved", "pending", "returned", "void"] {
        for row in demo.store.review(demo.committee, state, None, 5_000, demo.now).await.unwrap().rows {
            let told = row.row.body.text("narrative").unwrap().to_owned();
            assert!(!told.contains("代表"), "{told}");
            let beginning: String = told.chars().take(12).collect();
            if let Some(other) = beginnings.insert(beginning, told.clone()) {
                panic!("told twice: {other} / {told}");
            }
        }
    }
    assert!(beginnings.len() > 300, "{}", beginnings.len());
}
