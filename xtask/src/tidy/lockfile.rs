//! One version of each crate that holds global state, speaks a protocol or is simply big.

use std::collections::BTreeMap;

use super::Finding;

const SINGLE: [&str; 17] = [
    "axum",
    "hyper",
    "idb",
    "jiff",
    "leptos",
    "leptos_axum",
    "leptos_router",
    "libsqlite3-sys",
    "reactive_graph",
    "server_fn",
    "sqlx",
    "sqlx-core",
    "tachys",
    "tokio",
    "tower-http",
    "uuid",
    "wasm-bindgen",
];

/// Finds crates that `Cargo.lock` holds in two versions.
pub fn check(lockfile: &str) -> Vec<Finding> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut name = "";
    for line in lockfile.lines() {
        if let Some(value) = quoted(line, "name = ") {
            name = value;
        } else if let Some(version) = quoted(line, "version = ") {
            versions.entry(name).or_default().push(version);
        }
    }
    let twice = versions.iter().filter(|(name, versions)| SINGLE.contains(name) && versions.len() > 1);
    twice
        .map(|(name, versions)| Finding::new("Cargo.lock", format!("{name} in versions {}", versions.join(", "))))
        .collect()
}

fn quoted<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_versions_of_a_big_crate_are_found() {
        let lockfile =
            "[[package]]\nname = \"sqlx\"\nversion = \"0.8.1\"\n\n[[package]]\nname = \"sqlx\"\nversion = \"0.9.0\"\n";
        assert_eq!(check(lockfile), [Finding::new("Cargo.lock", "sqlx in versions 0.8.1, 0.9.0")]);
    }

    #[test]
    fn two_versions_of_a_small_one_are_bearable() {
        let lockfile = "name = \"hashbrown\"\nversion = \"0.15.0\"\nname = \"hashbrown\"\nversion = \"0.16.0\"\n";
        assert_eq!(check(lockfile), []);
    }
}
