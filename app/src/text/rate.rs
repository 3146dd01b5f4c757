//! 五项比率: what came of what was done, as shares.

use super::is_english;
use domain::rate::{Of, Rate};

phrases! {
    title => "办得怎么样" | "What came of it";
    part_of(rate: &str, number: &str) => "{rate}的分子 {number}，看记录" | "{rate}: {number} counted, show the records";
    whole_of(rate: &str, number: &str) => "{rate}的分母 {number}，看记录" | "{rate}: of {number}, show the records";
}

/// The name of a rate.
pub fn rate(rate: Rate) -> &'static str {
    if !is_english() {
        return rate.zh();
    }
    match rate {
        Rate::Replied => "Answered",
        Rate::Closed => "Ended",
        Rate::Implemented => "Carried out",
        Rate::Content => "Content",
        Rate::FollowedUp => "Followed up",
        Rate::Converted => "Turned into something",
        Rate::Done => "Done",
    }
}

/// What rates are asked of.
pub fn of(of: Of) -> &'static str {
    if !is_english() {
        return of.zh();
    }
    match of {
        Of::Matters => "Consultations, hand-overs and requests",
        Of::Proposals => "Proposals",
        Of::Results => "Outcomes and assignments",
    }
}

/// Tenths of a percent, as `98.3%`.
pub fn percent(tenths: i64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_one_decimal() {
        assert_eq!([983, 1_000, 5].map(percent), ["98.3%", "100.0%", "0.5%"]);
    }
}
