//! Takes the functions marked as split points, with all that only they reach, out of a program into files of their own.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::Parser;

/// What the program imports its loaders from; a URL in JavaScript until the files have their final names.
pub const LINK: &str = "./link.js";
/// The id of custom sections in wasm.
const CUSTOM: u8 = 0;
/// The folder of the parts, beside what wasm-bindgen writes.
const FOLDER: &str = "parts";

/// Splits the program at `bytes`, keeps the parts in `folder`, and returns the part that starts.
///
/// `main` is the URL by which the parts import the JavaScript of the program.
///
/// # Errors
/// When the program was linked without relocations (`--emit-relocs`), or the parts cannot be written.
pub fn take_apart(bytes: &[u8], main: &str, folder: &Path) -> Result<Vec<u8>> {
    let folder = folder.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let start = folder.join("start");
    let mut options = Options::new(bytes);
    options.output_dir = &folder;
    options.main_out_path = &start;
    options.link_name = LINK;
    options.main_module = main;
    transform(options).map_err(|error| anyhow!("{error:?}")).context("splitting")?;
    fs::read(&start).with_context(|| format!("reading {}", start.display()))
}

/// The files that come after the start.
pub struct Parts {
    /// The JavaScript that loads them.
    pub link: String,
    /// The wasm of each, under the name by which the JavaScript calls it.
    pub wasm: Vec<(String, Vec<u8>)>,
}

/// Reads what [`take_apart`] kept; `None` where the program has no split point. `named` keeps the names of functions.
///
/// # Errors
/// When the files cannot be read.
pub fn read(folder: &Path, named: bool) -> Result<Option<Parts>> {
    let folder = folder.join(FOLDER);
    let mut wasm = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "wasm") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let bytes = fs::read(&path)?;
            wasm.push((name, if named { bytes } else { without_names(&bytes)? }));
        }
    }
    wasm.sort();
    if wasm.is_empty() {
        return Ok(None);
    }
    Ok(Some(Parts { link: fs::read_to_string(folder.join(LINK))?, wasm }))
}

/// A module without its custom sections: names and the like, which only people read.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut plain = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Some((id, range)) = payload?.as_section()
            && id != CUSTOM
        {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            plain.section(&RawSection { id, data: &wasm[range] });
        }
    }
    Ok(plain.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::CustomSection;

    #[test]
    fn a_module_loses_its_names_and_nothing_else() -> Result<()> {
        let types = RawSection { id: 1, data: &[0] };
        let mut module = Module::new();
        module.section(&types);
        let plain = module.clone().finish();
        module.section(&CustomSection { name: "name".into(), data: (&b"abc"[..]).into() });
        assert_eq!(without_names(&module.finish())?, plain);
        Ok(())
    }
}
