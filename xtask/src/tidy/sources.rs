//! The sources the rules look at.

use std::fs;

use anyhow::Result;

use crate::checkout::Checkout;
use crate::console::output_of;

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

/// Every text file that git follows, or would after `git add`.
///
/// # Errors
/// When git cannot list them.
pub fn read(checkout: &Checkout) -> Result<Vec<Source>> {
    let mut git = checkout.command("git");
    let list = output_of(git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let paths = list.split('\0').filter(|path| !path.is_empty());
    // What is deleted but not yet committed is still listed, and pictures are not text: neither can be read.
    Ok(paths
        .filter_map(|path| {
            let text = fs::read_to_string(checkout.path(path)).ok()?;
            Some(Source { path: path.to_owned(), text })
        })
        .collect())
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
    fn a_comment_is_cut_off_and_a_url_is_not() {
        assert_eq!(without_comment("let a = 1; // async"), "let a = 1; ");
        assert_eq!(without_comment(r#"let a = "http://x";"#), r#"let a = "http://x";"#);
    }
}
