//! The bundler: turns compiled wasm, styles and public files into the `dist` folder that the server serves.
//!
//! `cargo xtask build` calls it; it can also be run by hand with `cargo run -p bundle -- --help`.

mod assets;
mod bindgen;
mod build_manifest;
mod compress;
mod fingerprint;
mod output;
mod page;
mod service_worker;
mod site;
mod split;
mod style;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

/// Turns compiled wasm, styles and public files into a folder a server can serve.
#[derive(Parser)]
#[command(name = "bundle", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bundle the whole site: both apps, styles, public files and the service worker.
    Site(SiteArgs),
    /// Bundle one wasm program as a bare page of its own, for tests in a browser.
    Page(PageArgs),
}

/// What `bundle site` needs.
#[derive(Args)]
pub struct SiteArgs {
    /// The compiled wasm of the phone's app.
    #[arg(long)]
    pub phone: PathBuf,
    /// The compiled wasm of the desk's app.
    #[arg(long)]
    pub desk: PathBuf,
    /// The style sheet of the phone and of the public pages, whose imports are inlined.
    #[arg(long, default_value = "style/main.css")]
    pub style: PathBuf,
    /// What the desk has behind it.
    #[arg(long, default_value = "style/desk.css")]
    pub desk_style: PathBuf,
    /// The folder of files that are published as they are.
    #[arg(long, default_value = "public")]
    pub public: PathBuf,
    /// A folder of sources that render the shell documents: a change there must give a new build id too.
    #[arg(long)]
    pub shell_sources: Option<PathBuf>,
    /// Where the site goes.
    #[arg(long, default_value = "dist")]
    pub out: PathBuf,
    /// Where the output of wasm-bindgen is kept between runs.
    #[arg(long)]
    pub cache: PathBuf,
    /// Keep names for debugging, and write no compressed copies.
    #[arg(long)]
    pub dev: bool,
}

/// What `bundle page` needs.
#[derive(Args)]
pub struct PageArgs {
    /// The compiled wasm; its file name becomes the name of the page's files.
    #[arg(long)]
    pub wasm: PathBuf,
    /// Where `index.html`, the JavaScript and the wasm go.
    #[arg(long)]
    pub out: PathBuf,
    /// Where the output of wasm-bindgen is kept between runs.
    #[arg(long)]
    pub cache: PathBuf,
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Site(args) => site::bundle(&args),
        Command::Page(args) => page::bundle(&args),
    }
}
