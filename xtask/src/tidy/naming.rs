//! A file is named after what it holds; a drawer for everything is not a name.

use super::Finding;
use super::sources::Source;

const DRAWERS: [&str; 8] = ["util", "utils", "common", "helper", "helpers", "model", "models", "misc"];

/// Finds source files and folders named like drawers.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let code = sources.iter().filter(|source| source.is_one_of(&["rs", "ts", "js", "mjs", "css"]));
    code.filter_map(|source| {
        let part = source.path.split('/').find(|part| {
            let stem = part.split('.').next().unwrap_or(part);
            DRAWERS.contains(&stem)
        })?;
        Some(Finding::new(&source.path, format!("`{part}` says nothing: name it after what it holds")))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::sources::sample;
    use super::*;

    #[test]
    fn a_drawer_is_found_as_a_file_and_as_a_folder() {
        assert_eq!(check(&[sample("app/src/util.rs", "")]).len(), 1);
        assert_eq!(check(&[sample("server/src/helpers/date.rs", "")]).len(), 1);
    }

    #[test]
    fn a_name_that_only_contains_such_a_word_is_fine() {
        assert_eq!(check(&[sample("crates/domain/src/common_name.rs", "")]), []);
    }
}
