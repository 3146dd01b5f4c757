//! `cargo xtask bench`: measures, prints, and keeps the figures in the documentation.

use std::fs;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result};

use crate::build;
use crate::checkout::Checkout;
use crate::console::{Console, output_of};
use crate::{e2e, setup};

/// Where the figures are kept, between two marks; the words around them are written by hand.
const PAGE: &str = "docs/performance.md";
const BEGIN: &str = "<!-- figures: written by cargo xtask bench -->";
const END: &str = "<!-- end of figures -->";

/// What `bench` takes.
#[derive(clap::Args)]
pub struct Args {
    /// Print the figures and leave the documentation as it is.
    #[arg(long)]
    print_only: bool,
}

/// Builds the release, measures the server on both databases, the starts of the phone and the size of the apps, and writes the figures down.
///
/// # Errors
/// When building or measuring fails, or the page lacks its marks.
pub fn bench(checkout: &Checkout, console: &Console, args: &Args) -> Result<()> {
    build::release(checkout, console)?;
    setup::ensure_database(console)?;
    let mut cargo = checkout.cargo();
    cargo.args(["bench", "--quiet", "--package", "server", "--bench", "sync"]);
    let sync = console.step("measure sync", || output_of(&mut cargo))?;
    // The last line of the bench is for programs.
    let sync: Vec<&str> = sync.lines().filter(|line| !line.starts_with('{')).collect();
    // Shown at once: what is measured next may fail.
    console.say(&sync.join("\n"));
    setup::ensure_test_parts(checkout, console)?;
    let starts = console.step("measure starts", || e2e::starts(checkout, console))?;
    let figures = figures(&[&sync.join("\n"), &starts, &build::first_download(&checkout.dist())?.join("\n")]);
    console.say(&figures);
    if args.print_only {
        return Ok(());
    }
    let page = checkout.path(PAGE);
    let text = fs::read_to_string(&page).unwrap_or_else(|_| format!("# Performance\n\n{BEGIN}\n{END}\n"));
    fs::write(&page, replaced(&text, &figures)?)?;
    console.say(&format!("written to {PAGE}"));
    Ok(())
}

/// What was measured, part by part.
fn figures(parts: &[&str]) -> String {
    let parts: Vec<_> = parts.iter().map(|part| part.trim_end()).collect();
    format!("`cargo xtask bench` on {}:\n\n```text\n{}\n```", machine(), parts.join("\n\n"))
}

/// What the figures depend on: `2 cores, Intel(R) Xeon(R)`.
fn machine() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let model = fs::read_to_string(Path::new("/proc/cpuinfo")).ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    });
    model.map_or_else(|| format!("{cores} cores"), |model| format!("{cores} cores, {model}"))
}

/// The page with other figures between its marks.
fn replaced(page: &str, figures: &str) -> Result<String> {
    let marks = || format!("{PAGE} lacks the marks `{BEGIN}` and `{END}`");
    let (before, rest) = page.split_once(BEGIN).with_context(marks)?;
    let (_, after) = rest.split_once(END).with_context(marks)?;
    Ok(format!("{before}{BEGIN}\n{figures}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_replaced_and_the_words_around_them_stay() -> Result<()> {
        let page = format!("# Performance\n\n{BEGIN}\nold\n{END}\n\nWhy.\n");
        assert_eq!(replaced(&page, "new")?, format!("# Performance\n\n{BEGIN}\nnew\n{END}\n\nWhy.\n"));
        Ok(())
    }

    #[test]
    fn a_page_without_marks_is_not_touched() {
        assert!(replaced("# Performance\n", "new").is_err());
    }
}
