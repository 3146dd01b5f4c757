//! Files stay short enough to be read at one sitting.

use super::Finding;
use super::sources::Source;

const LIMIT: usize = 300;

/// Finds files with more lines than the limit.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let hand_written = sources.iter().filter(|source| source.is_one_of(&["rs", "css", "js", "mjs", "ts"]));
    hand_written
        .filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > LIMIT).then(|| Finding::new(&source.path, format!("{lines} lines; split it (at most {LIMIT})")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sources::sample;
    use super::*;

    #[test]
    fn three_hundred_lines_are_enough_and_one_more_is_too_much() {
        assert_eq!(check(&[sample("a.rs", &"x\n".repeat(300))]), []);
        assert_eq!(check(&[sample("a.rs", &"x\n".repeat(301))]).len(), 1);
    }

    #[test]
    fn a_lock_file_may_be_long() {
        assert_eq!(check(&[sample("Cargo.lock", &"x\n".repeat(3000))]), []);
    }
}
