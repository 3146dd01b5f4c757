//! How many streams there is room for.

/// The most streams of one server, each of which costs a connection and a few kilobytes.
const MOST: usize = 10_000;
/// How many there is room for where nothing is known of the system's bounds.
pub const SAFE: usize = 400;

/// How many streams there is room for: they take at most half of the files that the process may open, since whoever has none
/// left takes no connection any more. As much is asked of the system as it gives.
pub fn room() -> usize {
    files().map_or(SAFE, |files| (files / 2).min(MOST))
}

#[cfg(unix)]
fn files() -> Option<usize> {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).ok()?;
    // What a process gets by itself is small, for the sake of programs of long ago that this is none of.
    let raised = setrlimit(Resource::RLIMIT_NOFILE, hard, hard).is_ok();
    usize::try_from(if raised { hard } else { soft }).ok()
}

#[cfg(not(unix))]
fn files() -> Option<usize> {
    None
}
