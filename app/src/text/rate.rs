//! 五项比率: what came of what was done, as shares.

use super::is_english;
use domain::rate::Rate;

phrases! {
    title => "办得怎么样" | "What came of it";
    of_matters => "协商、交办和诉求" | "Consultations, hand-overs and requests";
    of_proposals => "提案" | "Proposals";
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
