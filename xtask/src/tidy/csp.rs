//! The Content Security Policy blocks inline styles, so an element with `style=` would silently look wrong.

use super::Finding;
use super::sources::Source;

/// Finds `style=` attributes; `style:width=` sets a property by script and works.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_in(&["app/", "server/"]) && source.is_one_of(&["rs"])) {
        for (number, line) in source.code() {
            if is_attribute(line) {
                let what = "the CSP blocks `style=`: use a class, or `style:property=` in the app";
                findings.push(Finding::new(source.at(number), what));
            }
        }
    }
    findings
}

fn is_attribute(line: &str) -> bool {
    line.match_indices("style=").any(|(at, _)| line[..at].chars().next_back().is_none_or(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_attribute_is_found_in_any_form() {
        assert!(is_attribute(r#"<p style="color: red">"#));
        assert!(is_attribute("<p style=move || width()>"));
    }

    #[test]
    fn a_property_set_by_script_and_a_variable_are_fine() {
        assert!(!is_attribute("<p style:width=width>"));
        assert!(!is_attribute("let style = 1; list-style=1"));
    }
}
