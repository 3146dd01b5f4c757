//! How well one colour stands out from another, as WCAG 2 reckons it.

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb`, as the tokens are written.
    pub fn read(text: &str) -> Option<Colour> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Colour([channel(0)?, channel(2)?, channel(4)?]))
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// From 1 for the same to 21 for black on white.
    pub fn against(self, ground: Colour) -> f64 {
        let (one, other) = (self.luminance(), ground.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    const LIGHT: &str = include_str!("../../../../../style/tokens.css");
    const DARK: &str = include_str!("../../../../../style/tokens-dark.css");

    /// The colours of the first rule behind `selector`.
    fn colours(sheet: &str, selector: &str) -> BTreeMap<String, Colour> {
        let rule = sheet.split_once(selector).and_then(|(_, rest)| rest.split_once('}')).map_or("", |(rule, _)| rule);
        let declaration = |line: &str| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
            Some((name.to_owned(), Colour::read(value.trim().trim_end_matches(';'))?))
        };
        rule.lines().filter_map(declaration).collect()
    }

    /// Pairs of a ground and what stands on it that are less than `least` apart.
    fn too_close(colours: &BTreeMap<String, Colour>, pairs: &[(&str, &[&str])], least: f64) -> Vec<String> {
        let of = |name: &str| colours.get(name).copied();
        let each = pairs.iter().flat_map(|(ground, on)| on.iter().map(move |on| (*ground, *on)));
        let close = |(ground, on): (&str, &str)| match (of(ground), of(on)) {
            (Some(below), Some(above)) if above.against(below) >= least => None,
            (Some(below), Some(above)) => Some(format!("{on} on {ground} is {:.2}", above.against(below))),
            _ => Some(format!("{on} on {ground} is not defined")),
        };
        each.filter_map(close).collect()
    }

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!(Colour::read(" #b3261e"), Some(Colour([0xb3, 0x26, 0x1e])));
        for wrong in ["#fff", "b3261e", "#b3261", "rgb(0 0 0)", "#中文字"] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn black_on_white_is_as_far_apart_as_can_be() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.against(white) - 21.0).abs() < 0.001);
        assert!((white.against(white) - 1.0).abs() < 0.001);
    }

    #[test]
    fn every_text_can_be_read_and_every_edge_seen_in_both_grounds() {
        const INKS: [&str; 6] = ["ink", "ink-2", "ink-3", "red-ink", "amber-ink", "green-ink"];
        let text: [(&str, &[&str]); 8] = [
            ("paper", &INKS),
            ("surface", &INKS),
            ("sunk", &INKS),
            ("red", &["on-red"]),
            ("red-press", &["on-red"]),
            ("red-soft", &["red-ink", "ink"]),
            ("amber-soft", &["amber-ink", "ink"]),
            ("green-soft", &["green-ink", "ink"]),
        ];
        let edges: [(&str, &[&str]); 2] = [("paper", &["line-2", "focus"]), ("surface", &["line-2", "green-bar"])];
        for (ground, colours) in
            [("light", colours(LIGHT, ":root {")), ("dark", colours(DARK, "[data-theme=\"dark\"] {"))]
        {
            assert_eq!(too_close(&colours, &text, 4.5), Vec::<String>::new(), "text, {ground}");
            assert_eq!(too_close(&colours, &edges, 3.0), Vec::<String>::new(), "edges, {ground}");
        }
    }

    #[test]
    fn dark_by_choice_and_dark_by_the_system_are_the_same() {
        let [by_choice, by_system] =
            ["[data-theme=\"dark\"] {", ":root:not([data-theme=\"light\"]) {"].map(|selector| colours(DARK, selector));
        assert!(!by_choice.is_empty());
        assert_eq!(by_choice, by_system);
    }
}
