//! How the parts are looked at: on which device, in which type, on which ground; as the address says.

use crate::state::Theme;
use leptos::prelude::*;

/// The attributes of the root element that style sheets look at.
const ATTRIBUTES: [&str; 3] = ["data-device", "data-type", "data-theme"];

/// One way to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mode {
    /// With the sizes of a phone.
    pub phone: bool,
    /// In 大字版.
    pub large: bool,
    /// On which ground.
    pub theme: Theme,
}

impl Mode {
    /// Reads it from the address; what is not said, or nonsense, is the usual.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Mode {
        let is = |name: &str, value: &str| get(name).as_deref() == Some(value);
        let theme = [Theme::Light, Theme::Dark].into_iter().find(|theme| is("theme", theme.id()));
        Mode { phone: is("device", "phone"), large: is("type", "large"), theme: theme.unwrap_or_default() }
    }

    /// As it stands in the address.
    pub fn to_query(self) -> String {
        let [device, size, theme] = self.words();
        format!("?device={device}&type={size}&theme={theme}")
    }

    fn words(self) -> [&'static str; 3] {
        [if self.phone { "phone" } else { "desk" }, if self.large { "large" } else { "standard" }, self.theme.id()]
    }
}

/// Shows the page in a mode, and everything as it was before once the page closes.
pub fn follow(mode: Memo<Mode>) {
    let before = ATTRIBUTES.map(root_attribute);
    Effect::new(move || {
        for (name, word) in ATTRIBUTES.into_iter().zip(mode.get().words()) {
            set(name, word);
        }
    });
    on_cleanup(move || {
        for (name, word) in ATTRIBUTES.into_iter().zip(before) {
            set(name, &word);
        }
    });
}

fn root_attribute(name: &str) -> String {
    document().document_element().and_then(|root| root.get_attribute(name)).unwrap_or_default()
}

fn set(name: &str, word: &str) {
    if let Some(root) = document().document_element() {
        // The names are valid ones, so setting them cannot fail.
        let _ = root.set_attribute(name, word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Mode {
        Mode::read(|name| {
            let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
            pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        })
    }

    #[test]
    fn every_mode_is_read_back_from_its_address() {
        for (phone, large, theme) in [
            (false, false, Theme::Auto),
            (true, false, Theme::Dark),
            (false, true, Theme::Light),
            (true, true, Theme::Auto),
        ] {
            let mode = Mode { phone, large, theme };
            assert_eq!(read(&mode.to_query()), mode);
        }
    }

    #[test]
    fn nonsense_is_the_usual() {
        assert_eq!(read("?device=fridge&theme=pink"), Mode::default());
    }
}
