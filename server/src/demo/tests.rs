use super::*;
use crate::store::{Days, Total};
use domain::{
    activity::{Activity, Phase},
    committee::Committee,
    crowding,
    day::Period,
    id::{CommitteeId, RecordId},
    indicator::{FactState, Indicator},
    policy::{Role, Scope},
    review::Review,
};
use jiff::civil::date;

async fn filled(seed: u64, now: u64) -> (tempfile::TempDir, SqliteStore, Vec<Listed>) {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("demo.db")).await.unwrap();
    let (listed, _) = fill(&store, seed, now).await.unwrap();
    (folder, store, listed)
}

/// The committee that the stories turn around.
async fn county(store: &SqliteStore) -> CommitteeId {
    let committees = store.committees().await.unwrap();
    committees.into_iter().find(|(_, fields)| Committee(fields).name() == places::COMMITTEE).unwrap().0
}

async fn in_state(store: &SqliteStore, state: &str) -> Vec<(RecordId, String, String)> {
    let committee = county(store).await;
    let list = store.review(committee, state, None, 5_000, 0).await.unwrap();
    let told = |row: &sync::wire::desk::DeskRow| Activity(&row.row.body).narrative().to_owned();
    list.rows.into_iter().map(|row| (row.row.rec, row.author_name.clone(), told(&row))).collect()
}

#[tokio::test]
async fn whatever_the_day_most_is_approved_some_waits_and_something_of_everything_is_there() {
    for (year, month, day, hour) in [(2026, 11, 22, 10), (2026, 1, 1, 0), (2028, 2, 29, 23)] {
        let now = clock::millis(date(year, month, day).at(hour, 30, 0, 0));
        let (_folder, store, listed) = filled(1, now).await;
        let (approved, pending, returned) =
            (in_state(&store, "approved").await, in_state(&store, "pending").await, in_state(&store, "returned").await);
        assert!(approved.len() > 70 && pending.len() >= 50, "{} {}", approved.len(), pending.len());
        assert_eq!(returned.len(), 3);
        for lead in ["周明远", "何静怡"] {
            assert!(returned.iter().any(|(_, author, _)| author == lead), "{lead} {returned:?}");
        }
        // One taken out, one merged into another.
        assert_eq!(in_state(&store, "void").await.len(), 2);
        let roles: Vec<Role> = listed.iter().map(|listed| listed.role).collect();
        for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Server | Role::Unit | Role::Citizen)) {
            assert!(roles.contains(role), "{role}");
        }
        check_incidents(&store, &listed, now).await;
        store.close().await;
    }
}

/// Checks that the desk meets something of everything.
async fn check_incidents(store: &SqliteStore, listed: &[Listed], now: u64) {
    let committee = county(store).await;
    let mut rows = Vec::new();
    for state in ["pending", "approved", "returned", "void"] {
        rows.extend(store.review(committee, state, None, 5_000, now).await.unwrap().rows);
    }
    let days = Days { first: TERM_BEGIN, last: clock::day(now).saturating_add(jiff::Span::new().years(1)) };
    let announced = store.dated(Scope::Committee(committee), &days, Some(FactState::Planned), 5_000).await.unwrap();
    let count = |fits: &dyn Fn(Activity<'_>) -> bool| rows.iter().filter(|row| fits(Activity(&row.row.body))).count();
    // A reviewer has a day's work of what took place, and what is announced stands apart from it.
    assert!(count(&|it| it.review() == Some(Review::Pending)) >= 50);
    assert_eq!(count(&|it| it.review() == Some(Review::Pending) && it.phase() != Some(Phase::Held)), 0);
    assert!(announced.len() >= 5);
    // Two as such, and the one that took a duplicate in.
    assert_eq!(count(&|it| it.corrections() > 0), 3);
    assert_eq!(count(&|it| it.merged_into().is_some()), 1);
    assert_eq!(count(&|it| it.awaits_confirmation()), 1);
    assert_eq!(count(&|it| it.recorded_for().is_some() && !it.awaits_confirmation()), 1);
    let conflicts: Vec<_> = rows.iter().filter(|row| !row.row.conflicts.is_empty()).collect();
    assert_eq!(conflicts.len(), 1);
    // Nobody who is shown has something to settle.
    assert!(listed.iter().all(|one| one.name != conflicts[0].author_name), "{}", conflicts[0].author_name);
    assert!(!crowding::crowds(announced.iter().map(|one| (one.row.row.rec, &one.row.row.body)), |_| None).is_empty());
    let shown = |role: Role| listed.iter().filter(|one| one.role == role).map(|one| one.name.as_str()).collect();
    let (staff, leaders): (Vec<&str>, Vec<&str>) = (shown(Role::Staff), shown(Role::Leader));
    assert_eq!((staff, leaders), (vec!["蒋文博", "殷若谷", "葛敏之"], vec!["韩立诚", "沙伯钧"]));
}

#[tokio::test]
async fn the_same_seed_on_the_same_day_writes_the_same_and_the_figures_are_there() {
    let now = clock::millis(date(2026, 11, 22).at(10, 0, 0, 0));
    let ((_a, one, _), (_b, two, _)) = (filled(7, now).await, filled(7, now).await);
    assert_eq!(in_state(&one, "approved").await, in_state(&two, "approved").await);
    let committee = county(&one).await;
    let counted = activities(&one, committee, FactState::Approved, now).await;
    let days = Days { first: TERM_BEGIN, last: date(2026, 11, 22) };
    let venues = one.parts(Scope::Committee(committee), "venue", &days).await.unwrap();
    let unconfirmed = unconfirmed(&one, committee, now).await;
    assert_eq!((venues.len(), counted as usize + unconfirmed), (29, in_state(&one, "approved").await.len()));
}

/// The activities of a committee in one state, in all the years of the demonstration.
async fn activities(store: &SqliteStore, committee: CommitteeId, state: FactState, now: u64) -> i64 {
    let mut sum = 0;
    for year in TERM_BEGIN.year()..=clock::day(now).year() + 1 {
        let totals = store.totals(&[Scope::Committee(committee)], Period::Year(year), now).await.unwrap().totals;
        let counts = |total: &&Total| total.indicator == Indicator::Activities && total.state == state;
        sum += totals.iter().filter(counts).map(|total| total.amount).sum::<i64>();
    }
    sum
}

/// How many were approved before the person they were recorded for agreed.
async fn unconfirmed(store: &SqliteStore, committee: CommitteeId, now: u64) -> usize {
    let approved = store.review(committee, "approved", None, 5_000, now).await.unwrap().rows;
    approved.iter().filter(|row| Activity(&row.row.body).awaits_confirmation()).count()
}

/// The number on the rail is the length of the list; the one on the overview is a sum over facts.
#[tokio::test]
async fn what_waits_is_as_many_on_the_rail_as_on_the_overview() {
    let now = clock::millis(date(2026, 11, 22).at(10, 0, 0, 0));
    let (_folder, store, _) = filled(1, now).await;
    let committee = county(&store).await;
    let pending = activities(&store, committee, FactState::Pending, now).await;
    let unconfirmed = unconfirmed(&store, committee, now).await;
    let on_the_rail = store.review(committee, "pending", None, 1, now).await.unwrap().total;
    // What was approved before the person it was recorded for agreed waits for that person, and not for the office.
    assert_eq!(on_the_rail as i64, pending - unconfirmed as i64);
    assert!(on_the_rail >= 50);
}

#[tokio::test]
async fn a_city_has_three_counties_below_it_and_each_has_something_to_count() {
    let now = clock::millis(date(2026, 11, 22).at(10, 0, 0, 0));
    let (_folder, store, _) = filled(1, now).await;
    let known = store.committees().await.unwrap();
    let (city, _) = known.iter().find(|(_, fields)| Committee(fields).parent().is_none()).unwrap();
    let below: Vec<_> = known.iter().filter(|(_, fields)| Committee(fields).parent() == Some(*city)).collect();
    assert_eq!((known.len(), below.len()), (4, 3));
    for (county, _) in below {
        assert!(store.review(*county, "approved", None, 10, now).await.unwrap().total >= 4);
    }
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let options = cli::Demo {
        place: cli::Place { data: folder.path().to_owned(), database_url: None, blobs: None, seal_key: None },
        seed: 1,
    };
    let now = clock::millis(date(2026, 11, 22).at(10, 0, 0, 0));
    write(&options, now).await.unwrap();
    let accounts = fs::read(folder.path().join(ACCOUNTS)).unwrap();
    assert!(write(&options, now).await.unwrap().contains("nothing was changed"));
    assert_eq!(fs::read(folder.path().join(ACCOUNTS)).unwrap(), accounts);
}
