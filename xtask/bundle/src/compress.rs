//! Writes brotli and gzip copies beside files, for a server that sends them as they are.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Extensions of the copies, in the order the server prefers them.
pub const EXTENSIONS: [&str; 2] = ["br", "gz"];

/// Kinds of file that shrink; images and fonts are compressed already.
const TEXT_LIKE: [&str; 9] = ["js", "wasm", "css", "svg", "json", "webmanifest", "html", "txt", "ico"];

/// Whether a copy of the file would be worth having.
pub fn is_worthwhile(path: &Path) -> bool {
    path.extension().is_some_and(|found| TEXT_LIKE.iter().any(|extension| found == *extension))
}

/// The path of the compressed copy: `name.js` has `name.js.br` beside it.
pub fn copy_of(path: &Path, extension: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

/// Writes both copies of the bytes of `path`.
///
/// # Errors
/// When writing fails.
pub fn write_copies(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(copy_of(path, "br"), brotli(bytes)?)?;
    fs::write(copy_of(path, "gz"), gzip(bytes)?)?;
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn both_copies_unpack_to_the_same_bytes() -> Result<()> {
        let text = "委员走访社区，记录一次活动。".repeat(50);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut brotli(text.as_bytes())?.as_slice(), &mut unpacked)?;
        assert_eq!(unpacked, text.as_bytes());
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(gzip(text.as_bytes())?.as_slice()).read_to_string(&mut unpacked)?;
        assert_eq!(unpacked, text);
        Ok(())
    }

    #[test]
    fn a_png_is_left_alone_and_wasm_is_not() {
        assert!(!is_worthwhile(Path::new("icon.png")));
        assert!(is_worthwhile(Path::new("phone.wasm")));
    }
}
