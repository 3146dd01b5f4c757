//! The sources the rules look at.

use std::fs;

use anyhow::Result;

use crate::checkout::Checkout;

/// One text file of the project.
#[derive(Debug)]
pub struct Source {
    /// Its path from the root, with forward slashes.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl Source {
    /// Whether the file name ends with one of the extensions.
    pub fn is_one_of(&self, extensions: &[&str]) -> bool {
        let extension = self.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        extensions.contains(&extension)
    }

    /// Whether the file lies in one of the folders, each given with a slash at its end.
    pub fn is_in(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    /// The lines without their comments, numbered from 1.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, without_comment(line)))
    }

    /// The place of a line, as editors open it.
    pub fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

/// The line up to `//`, unless that belongs to a URL.
fn without_comment(line: &str) -> &str {
    let start = line.match_indices("//").map(|(at, _)| at).find(|at| !line[..*at].ends_with(':'));
    start.map_or(line, |at| &line[..at])
}

/// Every text file of the checkout, apart from what `.gitignore` names.
///
/// Git itself is not asked: it refuses to answer where the checkout belongs to another user, as in many containers.
///
/// # Errors
/// When a folder cannot be read.
pub fn read(checkout: &Checkout) -> Result<Vec<Source>> {
    let ignored = fs::read_to_string(checkout.path(".gitignore")).unwrap_or_default();
    let ignored: Vec<_> = ignored.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut sources = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(checkout.path(&folder))? {
            let entry = entry?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            if path == ".git" || ignored.iter().any(|pattern| is_ignored(pattern, &path)) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(format!("{path}/"));
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                // What is not UTF-8 is a picture or the like, and no rule looks at those.
                sources.push(Source { path, text });
            }
        }
    }
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(sources)
}

/// Whether a line of `.gitignore` names the path; the forms used here are `/path`, `name`, and one star in either.
fn is_ignored(pattern: &str, path: &str) -> bool {
    let candidate = if pattern.starts_with('/') { path } else { path.rsplit('/').next().unwrap_or(path) };
    let pattern = pattern.trim_start_matches('/').trim_end_matches('/');
    match pattern.split_once('*') {
        Some((start, end)) => {
            candidate.len() >= start.len() + end.len() && candidate.starts_with(start) && candidate.ends_with(end)
        }
        None => candidate == pattern,
    }
}

/// A source for the tests of the rules.
#[cfg(test)]
pub fn sample(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_ignores_is_no_source() {
        assert!(is_ignored("/target", "target") && is_ignored("/target-*", "target-x"));
        assert!(is_ignored("node_modules", "end2end/node_modules") && is_ignored("*.db", "data.db"));
        assert!(!is_ignored("/dist", "app/dist") && !is_ignored("*.db", "db.rs"));
    }

    #[test]
    fn a_comment_is_cut_off_and_a_url_is_not() {
        assert_eq!(without_comment("let a = 1; // async"), "let a = 1; ");
        assert_eq!(without_comment(r#"let a = "http://x";"#), r#"let a = "http://x";"#);
    }
}
