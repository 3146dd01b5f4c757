//! `cargo xtask dev`: a debug build that follows the sources.

use std::fs;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::build::{self, Mode};
use crate::checkout::Checkout;
use crate::console::Console;
use crate::demo;
use crate::run::{self, Args};
use crate::wasm::{self, Compiler};

/// Changed files are looked for this often; walking the few hundred sources costs a millisecond or two.
const LOOK: Duration = Duration::from_millis(400);
/// What the site is made of.
const SITE_SOURCES: [&str; 6] = ["app", "crates", "style", "public", "server/src/public_pages", "Cargo.lock"];
/// What the server is made of.
const SERVER_SOURCES: [&str; 3] = ["server", "crates", "Cargo.lock"];

/// Builds, serves, and builds again whenever a source changes, until stopped.
///
/// # Errors
/// When the first build fails; later ones are reported, and the next change is waited for.
pub fn dev(checkout: &Checkout, console: &Console, args: &Args) -> Result<()> {
    let compiler = wasm::ensure(checkout, console)?;
    console.step("compile the bundler", || build::bundler(checkout, console))?;
    let mut seen = Seen::now(checkout);
    build_site(checkout, console, compiler)?;
    build_server(checkout, console)?;
    let server = checkout.target("debug/shangliang");
    let data = checkout.root().join(&args.data);
    demo::ensure(checkout, console, &server, &data)?;
    run::announce(console, args, &data)?;
    let mut serving = start(checkout, args)?;
    loop {
        thread::sleep(LOOK);
        let now = Seen::now(checkout);
        if now == seen {
            continue;
        }
        let rebuilt = rebuild(checkout, console, compiler, &seen, &now);
        seen = now;
        match rebuilt {
            Ok(()) => {
                serving.kill()?;
                serving.wait()?;
                serving = start(checkout, args)?;
                console.say("ready: reload the page");
            }
            Err(error) => console.say(&format!("not built: {error:#}")),
        }
    }
}

/// The newest time of change of each kind of source.
#[derive(PartialEq, Eq)]
struct Seen {
    site: Option<SystemTime>,
    server: Option<SystemTime>,
}

impl Seen {
    fn now(checkout: &Checkout) -> Self {
        let newest = |sources: &[&str]| sources.iter().filter_map(|source| newest_change(&checkout.path(source))).max();
        Self { site: newest(&SITE_SOURCES), server: newest(&SERVER_SOURCES) }
    }
}

fn newest_change(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let inside = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest_change(&entry.path()));
    inside.chain(own).max()
}

fn rebuild(checkout: &Checkout, console: &Console, compiler: Compiler, before: &Seen, now: &Seen) -> Result<()> {
    if now.site != before.site {
        build_site(checkout, console, compiler)?;
    }
    if now.server != before.server {
        build_server(checkout, console)?;
    }
    Ok(())
}

fn build_site(checkout: &Checkout, console: &Console, compiler: Compiler) -> Result<()> {
    console
        .step("compile the apps to wasm, for debugging", || build::apps(checkout, console, compiler, Mode::Debug))?;
    console.step("bundle the site", || build::bundle(checkout, console, Mode::Debug))
}

fn build_server(checkout: &Checkout, console: &Console) -> Result<()> {
    console.step("compile the server, for debugging", || build::server(checkout, console, Mode::Debug))
}

/// The server reads `build.json` when it starts, so it starts anew after every build.
fn start(checkout: &Checkout, args: &Args) -> Result<Child> {
    let server = checkout.target("debug/shangliang");
    Ok(run::serve(checkout, &server, args, &Mode::Debug.dist(checkout)).spawn()?)
}
