//! Inlines the imports of the main style sheet, so that the browser fetches one file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Reads the style sheet at `path`, replacing each `@import "./x.css" layer(name);` line by the file in its layer.
///
/// # Errors
/// When a file is missing, or an import has another form (a condition, a URL, an import inside an import).
pub fn inline(path: &Path) -> Result<String> {
    let folder = path.parent().context("the style sheet has no folder")?;
    let main = read(path)?;
    let mut css = String::new();
    for line in main.lines() {
        let Some(rest) = line.trim().strip_prefix("@import") else {
            css.push_str(line);
            css.push('\n');
            continue;
        };
        let import = parse_import(rest).with_context(|| format!("{}: `{}`", path.display(), line.trim()))?;
        let file = folder.join(import.file);
        let body = read(&file)?;
        if body.contains("@import") {
            bail!("{}: only the main style sheet may import", file.display());
        }
        match import.layer {
            Some(layer) => css.push_str(&format!("@layer {layer} {{\n{}\n}}\n", body.trim_end())),
            None => css.push_str(&body),
        }
    }
    Ok(without_comments(&css))
}

struct Import<'a> {
    file: &'a str,
    layer: Option<&'a str>,
}

/// Parses what follows `@import`: `"./x.css" layer(name);` or `"./x.css";`.
fn parse_import(text: &str) -> Result<Import<'_>> {
    let text = text.trim().strip_suffix(';').context("an import ends with a semicolon on its own line")?;
    let mut parts = text.split('"');
    let (Some(""), Some(file), Some(rest), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        bail!("an import names its file in double quotes");
    };
    let layer = match rest.trim() {
        "" => None,
        rest => Some(
            rest.strip_prefix("layer(").and_then(|rest| rest.strip_suffix(')')).context("only layer(..) may follow")?,
        ),
    };
    Ok(Import { file, layer })
}

/// Drops comments; they are for us, and the phone pays for each byte.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |mut css, line| {
        css.push_str(line);
        css.push('\n');
        css
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(files: &[(&str, &str)]) -> Result<String> {
        let folder = std::env::temp_dir().join(format!("style-{:?}", std::thread::current().id()));
        fs::create_dir_all(&folder)?;
        for (name, text) in files {
            fs::write(folder.join(name), text)?;
        }
        let css = inline(&folder.join("main.css"));
        fs::remove_dir_all(&folder)?;
        css
    }

    #[test]
    fn an_import_becomes_its_layer_in_place() -> Result<()> {
        let css = bundle(&[
            (
                "main.css",
                "@layer reset, components;\n@import \"./button.css\" layer(components);\nbody { margin: 0 }\n",
            ),
            ("button.css", ".button { color: red }\n"),
        ])?;
        assert_eq!(
            css,
            "@layer reset, components;\n@layer components {\n.button { color: red }\n}\nbody { margin: 0 }\n"
        );
        Ok(())
    }

    #[test]
    fn an_import_inside_an_import_is_refused() {
        let css = bundle(&[("main.css", "@import \"./a.css\";\n"), ("a.css", "@import \"./b.css\";\n")]);
        assert!(css.is_err_and(|error| error.to_string().contains("only the main style sheet")));
    }

    #[test]
    fn an_import_with_a_condition_is_refused() {
        assert!(parse_import("\"./a.css\" screen;").is_err());
        assert!(parse_import("url(a.css);").is_err());
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(without_comments("a { /* why */ color: red }\n/* b\n c */\n"), "a {  color: red }\n");
    }
}
