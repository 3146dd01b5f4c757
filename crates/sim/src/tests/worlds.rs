//! Two thousand worlds, and that they reach what they are there for.

use crate::{Coverage, wiring::Faithful};

#[test]
fn every_invariant_holds_in_2000_worlds_and_everything_that_can_happen_does() {
    let halves = std::thread::scope(|scope| {
        let run = |seeds: std::ops::Range<u64>| {
            let mut seen = Coverage::default();
            for seed in seeds {
                match crate::run(seed, &Faithful) {
                    Ok(coverage) => seen.merge(&coverage),
                    Err(failure) => panic!("{failure}"),
                }
            }
            seen
        };
        let [one, two] = [0..1_000, 1_000..2_000].map(|seeds| scope.spawn(move || run(seeds)));
        [one.join().unwrap(), two.join().unwrap()]
    });
    let mut seen = Coverage::default();
    halves.iter().for_each(|half| seen.merge(half));
    assert_eq!(seen.missing(), Vec::<&str>::new(), "{seen}");
}

#[test]
fn the_same_seed_does_the_same_again() {
    for seed in 0..5 {
        let [once, again] = [(); 2].map(|()| crate::run(seed, &Faithful).map_err(|failure| failure.to_string()));
        assert_eq!(once, again);
    }
}
