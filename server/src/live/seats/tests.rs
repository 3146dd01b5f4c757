use super::*;
use domain::id::VenueId;
use uuid::Uuid;

const QUIET: Duration = Duration::from_secs(25);

fn feed(n: u128) -> Feed {
    Feed::Venue(VenueId(Uuid::from_u128(n)))
}

fn feeds(numbers: &[u128]) -> BTreeSet<Feed> {
    numbers.iter().copied().map(feed).collect()
}

fn news(heads: &[(u128, u64)]) -> News {
    News { heads: heads.iter().map(|(n, seq)| (feed(*n), *seq)).collect(), anything: false }
}

fn user(n: u128) -> UserId {
    UserId(Uuid::from_u128(n))
}

#[test]
fn only_feeds_that_are_granted_at_that_moment_are_told_and_each_once() {
    let live = Arc::new(Live::new(9, QUIET));
    let place = live.sit(user(1), "a", feeds(&[1, 2])).unwrap();
    live.tell(&news(&[(1, 7), (2, 4), (3, 9)]));
    live.tell(&news(&[(1, 6)]));
    assert_eq!(place.take(feeds(&[1, 2])), Some(news(&[(1, 7), (2, 4)]).heads));
    assert_eq!(place.take(feeds(&[1, 2])), None);
    live.tell(&news(&[(3, 10)]));
    assert_eq!(place.take(feeds(&[1, 2])), None, "a foreign feed is nothing to tell");
    live.tell(&news(&[(1, 8), (2, 5)]));
    let after = place.take(feeds(&[1]));
    assert_eq!(after, Some(Heads::new()), "grants that have changed are anything, and no feed is named");
    live.tell(&news(&[(2, 6)]));
    assert_eq!(place.take(feeds(&[1])), None, "what was granted before is foreign now");
}

#[test]
fn what_was_missed_may_be_anything() {
    let live = Arc::new(Live::new(9, QUIET));
    let place = live.sit(user(1), "a", feeds(&[1])).unwrap();
    let mut missed = news(&[(3, 1)]);
    assert!(missed.take_in(Err(RecvError::Lagged(5))));
    live.tell(&missed);
    assert_eq!(place.take(feeds(&[1])), Some(Heads::new()));
}

#[test]
fn a_session_has_one_stream_the_newest_and_an_account_not_too_many() {
    let live = Arc::new(Live::new(99, QUIET));
    let first = live.sit(user(1), "0", feeds(&[1])).unwrap();
    let second = live.sit(user(1), "0", feeds(&[1])).unwrap();
    assert!(first.is_closed() && !second.is_closed());
    drop(first);
    live.tell(&news(&[(1, 7)]));
    assert!(second.take(feeds(&[1])).is_some(), "the end of the first takes nothing from the second");
    let rest: Vec<_> = (1..OF_ONE).map(|n| live.sit(user(1), &n.to_string(), feeds(&[1])).unwrap()).collect();
    assert!(live.sit(user(1), "more", feeds(&[1])).is_err());
    assert!(live.sit(user(2), "other", feeds(&[1])).is_ok());
    drop(rest);
    assert!(live.sit(user(1), "more", feeds(&[1])).is_ok(), "places are given back");
}

#[test]
fn where_there_is_no_room_one_comes_back_later_and_not_all_at_once() {
    let live = Arc::new(Live::new(1, QUIET));
    let place = live.sit(user(1), "a", feeds(&[1])).unwrap();
    let waits: BTreeSet<u64> = (0..64)
        .map(|_| match live.sit(user(2), "b", feeds(&[1])) {
            Err(ApiError::Later(_, seconds)) => seconds,
            _ => panic!("more streams than there is room for"),
        })
        .collect();
    assert!(waits.len() > 5 && waits.iter().all(|wait| (RETRY_AFTER..2 * RETRY_AFTER).contains(wait)), "{waits:?}");
    live.end();
    assert!(place.is_closed());
    drop(place);
    assert!(live.sit(user(2), "b", feeds(&[1])).is_err(), "a server that ends opens none");
}
