//! The compiler for `wasm32-unknown-unknown`: finding one, or getting one.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::checkout::Checkout;
use crate::console::{Console, output_of, succeeds};
use crate::packages;

/// The target the apps are compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";
/// Set to `debian`, this keeps to Debian's compiler even where rustup's has the target.
const CHOICE: &str = "SHANGLIANG_WASM_COMPILER";
/// A good line downloads the target in seconds; a closed network must not keep anybody waiting for long.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LINKER: &str = "wasm-ld-22";
const DEBIAN_STD: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// Beside the copied libraries: the compiler that built them, since another version cannot read them.
const STAMP: &str = "built-by";

/// A compiler that has the standard library for wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compiler {
    /// The one that also builds the host's programs, its target installed by rustup or the distribution.
    Ordinary,
    /// Debian's, with a standard library built on this machine.
    Debian,
}

impl Compiler {
    /// The compiler to use, if there is one.
    pub fn find(checkout: &Checkout) -> Option<Self> {
        if !only_debian() && ordinary_is_ready(checkout) {
            return Some(Self::Ordinary);
        }
        debian_is_ready().then_some(Self::Debian)
    }

    /// Its cargo, set up to compile for wasm.
    pub fn cargo(self, checkout: &Checkout) -> Command {
        match self {
            Self::Ordinary => checkout.cargo(),
            Self::Debian => debian_cargo(checkout),
        }
    }

    /// How people would call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "the ordinary toolchain",
            Self::Debian => "Debian's toolchain",
        }
    }
}

/// Finds a compiler, or gets one: by rustup, and where that cannot download, by Debian's packages.
///
/// # Errors
/// When neither way is open; the error says what to do by hand.
pub fn ensure(checkout: &Checkout, console: &Console) -> Result<Compiler> {
    if let Some(compiler) = Compiler::find(checkout) {
        return Ok(compiler);
    }
    if !only_debian() && succeeds(Command::new("rustup").arg("--version")) {
        let add = console.step(&format!("add the target {TARGET} with rustup"), || {
            console.run_within(checkout.command("rustup").args(["target", "add", TARGET]), RUSTUP_LIMIT)
        });
        match add {
            Ok(()) if ordinary_is_ready(checkout) => return Ok(Compiler::Ordinary),
            Ok(()) => console.say("  rustup added it, but to another toolchain than the one in use"),
            Err(error) => console.say(&format!("  {error:#}\n  Debian's packages can do it too.")),
        }
    }
    if !packages::has_apt() {
        bail!("the Rust target {TARGET} is missing. Install it, for example by: rustup target add {TARGET}");
    }
    let missing = packages::missing(&DEBIAN_PACKAGES);
    if !missing.is_empty() {
        packages::install(console, &missing)?;
    }
    if !debian_is_ready() {
        let built = console.step("build the standard library for wasm, once", || build_std(checkout, console))?;
        install_std(console, &built)?;
    }
    link_toolchain(checkout, console)?;
    Ok(Compiler::Debian)
}

fn only_debian() -> bool {
    env::var_os(CHOICE).is_some_and(|choice| choice == "debian")
}

fn ordinary_is_ready(checkout: &Checkout) -> bool {
    let Ok(sysroot) = output_of(checkout.command("rustc").args(["--print", "sysroot"])) else { return false };
    // Debian's own compiler needs its linker named, which is the other case.
    sysroot.trim() != "/usr" && has_std(&Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib"))
}

fn has_std(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

fn debian_is_ready() -> bool {
    let Ok(version) = debian_version() else { return false };
    fs::read_to_string(Path::new(DEBIAN_STD).join(STAMP)).is_ok_and(|built_by| built_by == version)
        && packages::missing(&DEBIAN_PACKAGES).is_empty()
}

fn debian_version() -> Result<String> {
    output_of(Command::new(DEBIAN_RUSTC).arg("-vV"))
}

/// Debian's cargo and rustc by their paths, so that this works beside rustup and without it.
fn debian_cargo(checkout: &Checkout) -> Command {
    let mut cargo = checkout.command(DEBIAN_CARGO);
    cargo.env("RUSTC", DEBIAN_RUSTC).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
    cargo.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTDOC").env_remove("CARGO");
    cargo
}

/// Builds the standard library from Debian's source package in an empty crate, and returns the folder of its parts.
fn build_std(checkout: &Checkout, console: &Console) -> Result<PathBuf> {
    let folder = checkout.target("wasm-std");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("src"))?;
    let manifest = "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = debian_cargo(checkout);
    cargo.current_dir(&folder).args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort"]);
    cargo.env("CARGO_TARGET_DIR", folder.join("target"));
    // Both are what the compiler's own build does: unstable flags allowed, and bitcode kept for link-time optimisation.
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Cembed-bitcode=yes");
    console.run(&mut cargo)?;

    let ready = folder.join("lib");
    fs::create_dir_all(&ready)?;
    for entry in fs::read_dir(folder.join("target").join(TARGET).join("release/deps"))? {
        let path = entry?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(&path, ready.join(&name))?;
        }
    }
    fs::write(ready.join(STAMP), debian_version()?)?;
    Ok(ready)
}

fn install_std(console: &Console, built: &Path) -> Result<()> {
    if !packages::is_root() {
        bail!(
            "copying the library beside the compiler needs root. Run this, then the same cargo xtask command again:\n\n    \
             sudo rm -rf {DEBIAN_STD} && sudo mkdir -p {DEBIAN_STD} && sudo cp {}/* {DEBIAN_STD}/\n",
            built.display()
        );
    }
    console.step(&format!("copy it to {DEBIAN_STD}"), || {
        if Path::new(DEBIAN_STD).exists() {
            fs::remove_dir_all(DEBIAN_STD)?;
        }
        fs::create_dir_all(DEBIAN_STD)?;
        for entry in fs::read_dir(built)? {
            let path = entry?.path();
            if let Some(name) = path.file_name() {
                fs::copy(&path, Path::new(DEBIAN_STD).join(name))?;
            }
        }
        Ok(())
    })
}

/// Gives the compiler a name (`cargo +debian`), for people who type commands.
fn link_toolchain(checkout: &Checkout, console: &Console) -> Result<()> {
    let Ok(toolchains) = output_of(checkout.command("rustup").args(["toolchain", "list"])) else { return Ok(()) };
    if toolchains.lines().any(|line| line.split_whitespace().next() == Some("debian")) {
        return Ok(());
    }
    console.run(checkout.command("rustup").args(["toolchain", "link", "debian", "/usr"]))
}
