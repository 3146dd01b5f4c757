//! SQL lives in one folder, so that two databases stay behind one trait.

use super::Finding;
use super::sources::Source;

const STORE: &str = "server/src/store/";
/// Measures the database without a store, to have something to compare the store with.
const YARDSTICK: &str = "server/benches/sync/limit.rs";

/// Finds uses of sqlx outside the store.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let outside =
        sources.iter().filter(|source| source.is_one_of(&["rs"]) && !source.is_in(&[STORE, YARDSTICK, "xtask/"]));
    for source in outside {
        for (number, line) in source.code() {
            if line.contains("sqlx::") {
                findings.push(Finding::new(source.at(number), format!("sqlx is used in {STORE} only")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::sources::sample;
    use super::*;

    #[test]
    fn sqlx_belongs_to_the_store() {
        assert_eq!(check(&[sample("server/src/store/row.rs", "use sqlx::Row;")]), []);
        assert_eq!(check(&[sample("server/src/error.rs", "    Database(#[from] sqlx::Error),")]).len(), 1);
    }
}
