//! Runs wasm-bindgen as a library, and remembers its output while the input stays the same.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::fingerprint;
use crate::split::{self, Parts};

/// A program ready for the browser.
pub struct Program {
    /// The JavaScript module that exports the init function, not yet calling it.
    pub js: String,
    /// The wasm module the init function loads.
    pub wasm: Vec<u8>,
    /// What is loaded later, where the program has split points.
    pub parts: Option<Parts>,
}

/// Translates the wasm at `input`; `name` names the files, `dev` keeps names for debugging.
///
/// # Errors
/// When the input cannot be read, wasm-bindgen refuses it, or it brings JavaScript snippets of its own.
pub fn translate(name: &str, input: &Path, cache: &Path, dev: bool) -> Result<Program> {
    let bytes = fs::read(input).with_context(|| format!("reading {}", input.display()))?;
    let optimizer = if dev { None } else { optimizer_version() };
    let settings = format!("{} dev={dev} {}", env!("CARGO_PKG_VERSION"), optimizer.as_deref().unwrap_or("plain"));
    let key = fingerprint::of_parts([bytes.as_slice(), settings.as_bytes()]);

    let folder = cache.join(name);
    let stamp = folder.join("key");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == key) {
        return read(&folder, name, dev);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let start = split::take_apart(&bytes, &format!("./{name}.js"), &folder)?;
    Bindgen::new()
        .input_bytes(name, start)
        .keep_lld_exports(true)
        .web(true)?
        .typescript(false)
        .debug(dev)
        .demangle(dev)
        .remove_name_section(!dev)
        .remove_producers_section(!dev)
        .generate(&folder)
        .with_context(|| format!("wasm-bindgen on {}", input.display()))?;
    if folder.join("snippets").exists() {
        bail!("{name} brings JavaScript snippets (inline_js); put that JavaScript into public/ as a file of its own");
    }
    if optimizer.is_some() {
        optimize(&folder.join(format!("{name}_bg.wasm")))?;
    }
    fs::write(&stamp, key)?;
    read(&folder, name, dev)
}

/// The JavaScript with a call at its end that loads the wasm at `url`: a page under a strict Content Security Policy
/// cannot make that call itself, since it may hold no inline script.
pub fn starting(js: &str, url: &str) -> String {
    format!("{js}\n__wbg_init({{ module_or_path: {url:?} }});\n")
}

fn read(folder: &Path, name: &str, dev: bool) -> Result<Program> {
    Ok(Program {
        js: fs::read_to_string(folder.join(format!("{name}.js")))?,
        wasm: fs::read(folder.join(format!("{name}_bg.wasm")))?,
        parts: split::read(folder, dev)?,
    })
}

/// wasm-opt saves about one per cent on the wire, so it is used where it is found and never required.
fn optimizer_version() -> Option<String> {
    let output = Command::new("wasm-opt").arg("--version").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn optimize(wasm: &Path) -> Result<()> {
    let status = Command::new("wasm-opt")
        .args(["-Oz", "--all-features", "-o"])
        .arg(wasm)
        .arg(wasm)
        .status()
        .context("wasm-opt")?;
    if !status.success() {
        bail!("wasm-opt failed on {}", wasm.display());
    }
    Ok(())
}
