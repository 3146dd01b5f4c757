use super::*;
use crate::store::Days;
use domain::{
    activity::Activity,
    committee::Committee,
    id::{CommitteeId, RecordId},
    indicator::Indicator,
    policy::Role,
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
    let list = store.review(committee, state, 500, 0).await.unwrap();
    let told = |row: &sync::wire::desk::DeskRow| Activity(&row.row.body).narrative().to_owned();
    list.rows.into_iter().map(|row| (row.row.rec, row.author_name.clone(), told(&row))).collect()
}

#[tokio::test]
async fn whatever_the_day_most_is_approved_some_waits_and_every_shown_member_has_something_to_mend() {
    for (year, month, day, hour) in [(2026, 11, 22, 10), (2026, 1, 1, 0), (2028, 2, 29, 23)] {
        let now = clock::millis(date(year, month, day).at(hour, 30, 0, 0));
        let (_folder, store, listed) = filled(1, now).await;
        let (approved, pending, returned) =
            (in_state(&store, "approved").await, in_state(&store, "pending").await, in_state(&store, "returned").await);
        assert!(approved.len() > 70 && (5..30).contains(&pending.len()), "{} {}", approved.len(), pending.len());
        assert_eq!(returned.len(), 3);
        for lead in ["周明远", "何静怡"] {
            assert!(returned.iter().any(|(_, author, _)| author == lead), "{lead} {returned:?}");
        }
        assert_eq!(in_state(&store, "void").await.len(), 1);
        let roles: Vec<Role> = listed.iter().map(|listed| listed.role).collect();
        for role in Role::ALL.iter().filter(|role| **role != Role::Server) {
            assert!(roles.contains(role), "{role}");
        }
        store.close().await;
    }
}

#[tokio::test]
async fn the_same_seed_on_the_same_day_writes_the_same_and_the_figures_are_there() {
    let now = clock::millis(date(2026, 11, 22).at(10, 0, 0, 0));
    let ((_a, one, _), (_b, two, _)) = (filled(7, now).await, filled(7, now).await);
    assert_eq!(in_state(&one, "approved").await, in_state(&two, "approved").await);
    let committee = county(&one).await;
    let days = Days { first: date(2025, 11, 22), last: date(2026, 11, 22) };
    let figures = one.figures(committee, &days, now).await.unwrap();
    let counted: i64 = figures
        .sums
        .iter()
        .filter(|sum| sum.approved && sum.indicator == Indicator::Activities)
        .map(|sum| sum.amount)
        .sum();
    assert_eq!((figures.venues.len(), counted as usize), (29, in_state(&one, "approved").await.len()));
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let options = cli::Demo { place: cli::Place { data: folder.path().to_owned(), database_url: None }, seed: 1 };
    let now = clock::millis(date(2026, 11, 22).at(10, 0, 0, 0));
    write(&options, now).await.unwrap();
    let accounts = fs::read(folder.path().join(ACCOUNTS)).unwrap();
    assert!(write(&options, now).await.unwrap().contains("nothing was changed"));
    assert_eq!(fs::read(folder.path().join(ACCOUNTS)).unwrap(), accounts);
}
