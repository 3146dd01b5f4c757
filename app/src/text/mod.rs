//! What people read. Every sentence stands in one place, Chinese first and English beside it, one
//! module for each area of the app. Sentences are functions, so that a switch of the language shows
//! at once wherever the page is drawn anew.

use crate::state::Language;
use std::sync::atomic::{AtomicBool, Ordering};

/// Writes sentences as `name => "中文" | "English";`, with arguments as in `format!`.
macro_rules! phrases {
    ($($name:ident $(($($arg:ident: $kind:ty),+))? => $zh:literal | $en:literal;)*) => {
        $($crate::text::phrases!(@one $name $(($($arg: $kind),+))? => $zh | $en);)*
    };
    (@one $name:ident => $zh:literal | $en:literal) => {
        #[doc = $zh]
        pub fn $name() -> &'static str {
            if $crate::text::is_english() { $en } else { $zh }
        }
    };
    (@one $name:ident ($($arg:ident: $kind:ty),+) => $zh:literal | $en:literal) => {
        #[doc = $zh]
        pub fn $name($($arg: $kind),+) -> String {
            if $crate::text::is_english() { format!($en) } else { format!($zh) }
        }
    };
}
pub(crate) use phrases;

pub mod activity;
pub mod assignment;
pub mod behalf;
pub mod calendar;
pub mod conflict;
pub mod desk;
pub mod door;
pub mod figures;
pub mod frame;
pub mod handover;
pub mod home;
pub mod matter;
pub mod me;
pub mod messages;
pub mod opinion_report;
pub mod outbox;
pub mod outcome;
pub mod overview;
pub mod photo;
pub mod plan;
pub mod proposal;
pub mod quota;
pub mod rate;
pub mod record;
pub mod records;
pub mod request;
pub mod review;
pub mod roster;
pub mod shell;
pub mod sign_in;
pub mod specimens;
pub mod time;
pub mod trouble;
pub mod unit;
pub mod venue;
pub mod vocabulary;
pub mod workflow;

static ENGLISH: AtomicBool = AtomicBool::new(false);

/// Sets the language of everything drawn from now on.
pub fn speak(language: Language) {
    ENGLISH.store(language == Language::En, Ordering::Relaxed);
}

/// Whether sentences are English now.
pub fn is_english() -> bool {
    ENGLISH.load(Ordering::Relaxed)
}
