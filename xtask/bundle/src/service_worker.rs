//! Fills the build id and the lists of files to cache into the service worker's template.

use anyhow::{Result, ensure};
use serde::Serialize;

/// What the template is filled with.
pub struct Fill<'a> {
    /// The id of the build, the name of its cache.
    pub build: &'a str,
    /// URLs cached when the worker is installed.
    pub phone_files: &'a [String],
    /// URLs cached only once the desk was opened.
    pub desk_files: &'a [String],
}

/// Replaces `__BUILD__`, `__PHONE_FILES__` and `__DESK_FILES__`, which are plain identifiers, so that the template
/// itself stays valid JavaScript for editors and formatters.
///
/// # Errors
/// When the template lacks one of them.
pub fn fill(template: &str, fill: &Fill<'_>) -> Result<String> {
    let filled = replace(template, "__BUILD__", &fill.build)?;
    let filled = replace(&filled, "__PHONE_FILES__", &fill.phone_files)?;
    replace(&filled, "__DESK_FILES__", &fill.desk_files)
}

fn replace(text: &str, placeholder: &str, value: &impl Serialize) -> Result<String> {
    ensure!(text.contains(placeholder), "sw.js lacks the placeholder {placeholder}");
    Ok(text.replace(placeholder, &serde_json::to_string(value)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILL: Fill<'_> = Fill { build: "abc", phone_files: &[], desk_files: &[] };

    #[test]
    fn placeholders_become_javascript_literals() -> Result<()> {
        let files = ["/app".to_owned(), "/assets/a.js".to_owned()];
        let filled = fill(
            "const B = __BUILD__; const P = __PHONE_FILES__; const D = __DESK_FILES__;",
            &Fill { phone_files: &files, ..FILL },
        )?;
        assert_eq!(filled, r#"const B = "abc"; const P = ["/app","/assets/a.js"]; const D = [];"#);
        Ok(())
    }

    #[test]
    fn a_missing_placeholder_is_an_error_naming_it() {
        let error = fill("const B = __BUILD__; __PHONE_FILES__", &FILL).map_err(|error| error.to_string());
        assert_eq!(error, Err("sw.js lacks the placeholder __DESK_FILES__".to_owned()));
    }
}
