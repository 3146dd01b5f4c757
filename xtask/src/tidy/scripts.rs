//! No script builds the whole workspace at once: that would unify leptos csr with ssr.

use super::Finding;
use super::sources::Source;

/// Finds `--workspace` in whatever runs cargo.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| runs_cargo(source)) {
        for (number, line) in source.code() {
            if line.contains("--workspace") || line.contains("\"--all\"") {
                let what = "name the packages: building all at once mixes leptos csr with ssr";
                findings.push(Finding::new(source.at(number), what));
            }
        }
    }
    findings
}

fn runs_cargo(source: &Source) -> bool {
    let is_script = source.is_in(&[".ci/", ".cargo/", ".github/", "end2end/"]) || source.is_one_of(&["sh", "yml"]);
    let is_task = source.is_in(&["xtask/"]) && !source.is_in(&["xtask/src/tidy/"]);
    is_script || is_task
}

#[cfg(test)]
mod tests {
    use super::super::sources::sample;
    use super::*;

    #[test]
    fn a_script_that_builds_everything_at_once_is_found() {
        assert_eq!(check(&[sample(".ci/run", "cargo test --workspace")]).len(), 1);
    }

    #[test]
    fn a_page_that_explains_why_not_is_fine() {
        assert_eq!(check(&[sample("ARCHITECTURE.md", "`--workspace` is never used")]), []);
    }
}
