//! domain and sync read no clock, wait for nothing and are the same program everywhere.

use super::Finding;
use super::sources::Source;

const PURE: [&str; 2] = ["crates/domain/src/", "crates/sync/src/"];

/// Words that have no place in a pure crate.
const FORBIDDEN: [(&str, &str); 6] = [
    ("SystemTime", "time is an argument"),
    ("Instant", "time is an argument"),
    ("async", "pure code does not wait; return what to do instead"),
    ("await", "pure code does not wait; return what to do instead"),
    ("cfg_attr", "one program for every target"),
    ("thread_rng", "randomness is an argument"),
];

/// Finds clocks, waiting, randomness and conditional compilation in the pure crates.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_in(&PURE) && source.is_one_of(&["rs"])) {
        for (number, line) in source.code() {
            for (word, reason) in FORBIDDEN {
                if has_word(line, word) {
                    findings.push(Finding::new(source.at(number), format!("`{word}` in a pure crate: {reason}")));
                }
            }
            if line.contains("cfg(") && !line.contains("#[cfg(test)]") {
                findings.push(Finding::new(source.at(number), "only `cfg(test)` may stand in a pure crate"));
            }
        }
    }
    findings
}

/// Whether the word stands alone, not as part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(is_name) && !after.is_some_and(is_name)
    })
}

#[cfg(test)]
mod tests {
    use super::super::sources::sample;
    use super::*;

    fn findings(code: &str) -> usize {
        check(&[sample("crates/sync/src/a.rs", code)]).len()
    }

    #[test]
    fn a_clock_in_a_pure_crate_is_found() {
        assert_eq!(findings("let now = std::time::SystemTime::now();"), 1);
        assert_eq!(findings("async fn a() {}"), 1);
    }

    #[test]
    fn a_word_in_a_comment_or_in_a_longer_name_is_no_finding() {
        assert_eq!(findings("// no async here"), 0);
        assert_eq!(findings("struct Instantly;"), 0);
    }

    #[test]
    fn only_tests_may_be_compiled_on_condition() {
        assert_eq!(findings("#[cfg(test)]"), 0);
        assert_eq!(findings("#[cfg(target_arch = \"wasm32\")]"), 1);
    }

    #[test]
    fn other_crates_may_read_the_clock() {
        assert_eq!(check(&[sample("server/src/a.rs", "async fn a() {}")]), []);
    }
}
