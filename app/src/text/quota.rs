//! What is asked in a period, in words.

use domain::quota::{Attainment, Every};

phrases! {
    this_month => "本月" | "This month";
    this_quarter => "本季" | "This quarter";
    this_year => "今年" | "This year";
    times => "次" | "times";
    open(when: &str, missing: i64, unit: &str, left: String) => "{when}还差 {missing} {unit}，{left}" | "{when}: {missing} {unit} missing, {left}";
    handed_in(when: &str, left: String) => "{when}已交够，等审核，{left}" | "{when}: handed in, waiting for review, {left}";
    met(when: &str) => "{when}已达到要求" | "{when}: done";
    days_left(days: i64) => "剩 {days} 天" | "{days} days left";
    last_day => "今天截止" | "today is the last day";
    stands_open(approved: i64, pending: i64, missing: i64) => "已审 {approved} · 待审 {pending} · 还差 {missing}" | "approved {approved} · pending {pending} · missing {missing}";
    stands_met(approved: i64, pending: i64, due: i64) => "已审 {approved} · 待审 {pending} · 要求 {due}" | "approved {approved} · pending {pending} · {due} asked";
}

/// 本季还差 1 次，剩 18 天: what could be read aloud.
pub fn sentence(every: Every, stands: Attainment, unit: &str, days: i64) -> String {
    let when = match every {
        Every::Month => this_month(),
        Every::Quarter => this_quarter(),
        Every::Year => this_year(),
    };
    let left = if days == 0 { last_day().to_owned() } else { days_left(days) };
    match stands.missing() {
        0 => met(when),
        missing if stands.pending >= missing => handed_in(when, left),
        missing => open(when, missing, unit, left),
    }
}

/// 已审 0 · 待审 1 · 还差 1.
pub fn stands(stands: Attainment) -> String {
    match stands.missing() {
        0 => stands_met(stands.approved, stands.pending, stands.due),
        missing => stands_open(stands.approved, stands.pending, missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_with_the_days_that_are_left() {
        let say =
            |approved, pending, days| sentence(Every::Quarter, Attainment { due: 2, approved, pending }, times(), days);
        assert_eq!(say(1, 0, 18), "本季还差 1 次，剩 18 天");
        assert_eq!(say(0, 1, 0), "本季还差 2 次，今天截止");
        assert_eq!(say(1, 1, 18), "本季已交够，等审核，剩 18 天", "nothing is left to do but to wait");
        assert_eq!(say(2, 0, 18), "本季已达到要求");
        assert_eq!(stands(Attainment { due: 1, approved: 0, pending: 1 }), "已审 0 · 待审 1 · 还差 1");
    }
}
