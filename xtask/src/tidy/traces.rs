//! No unfinished work and no trace of one person's machine is committed.

use super::Finding;
use super::sources::Source;

const TEXT: [&str; 13] =
    ["rs", "ts", "js", "mjs", "css", "sql", "md", "toml", "json", "html", "sh", "yml", "webmanifest"];
const UNFINISHED: [&str; 5] = ["todo!(", "unimplemented!(", "TODO", "FIXME", "XXX"];
const MACHINE_PATHS: [&str; 4] = ["/root/", "/home/", "/Users/", "/tmp/"];

/// Finds marks of unfinished work, and absolute paths of a machine.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The rules themselves must name what they forbid.
    let texts = sources
        .iter()
        .filter(|source| (source.is_one_of(&TEXT) || source.is_in(&[".ci/"])) && !source.is_in(&["xtask/src/tidy/"]));
    for source in texts {
        let is_code = !source.is_one_of(&["md", "json"]);
        for (index, line) in source.text.lines().enumerate() {
            if let Some(mark) = UNFINISHED.iter().find(|mark| is_code && line.contains(**mark)) {
                findings.push(Finding::new(source.at(index + 1), format!("`{mark}`: finish it or leave it out")));
            }
            if let Some(path) = MACHINE_PATHS.iter().find(|path| starts_a_path(line, path)) {
                findings.push(Finding::new(source.at(index + 1), format!("`{path}` exists on one machine only")));
            }
        }
    }
    findings
}

/// Whether an absolute path begins with `folder`, rather than a URL or a relative path going through such a folder.
fn starts_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|character| character.is_whitespace() || "\"'`(=:".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::super::sources::sample;
    use super::*;

    #[test]
    fn unfinished_code_is_found() {
        assert_eq!(check(&[sample("a.rs", "fn a() { todo!() }")]).len(), 1);
        assert_eq!(check(&[sample("a.ts", "// TODO later")]).len(), 1);
    }

    #[test]
    fn a_path_of_one_machine_is_found_and_a_url_is_not() {
        assert_eq!(check(&[sample("a.md", "see `/home/li/notes`")]).len(), 1);
        assert_eq!(check(&[sample("a.md", "see https://example.org/home/li")]), []);
    }
}
