//! What a person has set on this device.

use domain::id::{UserId, VenueId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Settings of this browser profile, whoever signs in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// 大字版.
    pub large_type: bool,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// The venue of the last activity recorded here.
    pub last_venue: Option<VenueId>,
    /// The language of the interface.
    pub language: Language,
    /// What each person has read in 消息 on this device.
    pub read: BTreeMap<UserId, WasRead>,
}

/// What somebody has read in 消息.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WasRead {
    /// Decisions of the office up to then, in milliseconds since 1970 by the server's clock.
    pub until: u64,
    /// The keys of the reminders.
    pub reminders: BTreeSet<String>,
}

/// The colours of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// The word that style sheets know it by.
    pub const fn id(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// The language of the interface.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The tag that browsers and screen readers know it by.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Zh => "zh-CN",
            Language::En => "en",
        }
    }
}
