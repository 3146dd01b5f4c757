//! One wasm program as a bare page: the conformance suite of the phone's storage runs in a browser this way.

use std::fs;

use anyhow::{Context, Result};

use crate::PageArgs;
use crate::bindgen;

/// Writes `index.html`, `<name>.js` and `<name>.wasm`, which start the program when the page is opened.
///
/// # Errors
/// When the wasm cannot be translated or a file not be written.
pub fn bundle(args: &PageArgs) -> Result<()> {
    let name = args.wasm.file_stem().and_then(|stem| stem.to_str()).context("the wasm file has no plain name")?;
    let program = bindgen::translate(name, &args.wasm, &args.cache, true)?;
    fs::create_dir_all(&args.out)?;
    fs::write(args.out.join(format!("{name}.wasm")), &program.wasm)?;
    fs::write(args.out.join(format!("{name}.js")), bindgen::starting(&program.js, &format!("./{name}.wasm")))?;
    let html = format!(
        "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<title>{name}</title>\n\
         <script type=\"module\" src=\"./{name}.js\"></script>\n"
    );
    fs::write(args.out.join("index.html"), html)?;
    Ok(())
}
