//! The sentence above the figures: what needs a person, made only of what is really there.

use crate::text::{figures, overview as text};
use domain::{
    day::{Period, day},
    id::RecordId,
    indicator::Indicator,
};
use jiff::civil::Date;
use sync::wire::figures::{Crowded, Overview};

/// Where a part of the sentence leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// The list of venues that sleep.
    Sleeping,
    /// The month with the crowded days.
    Calendar(Option<Date>),
    /// What waits for a review.
    Pending,
    /// Those who owe a requirement.
    Quota(RecordId),
    /// All requirements.
    Quotas,
    /// What was given to units, what is late first.
    HandOvers,
}

/// One thing to look into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// The words before the number.
    pub before: String,
    /// The number with its unit.
    pub strong: String,
    /// Where it leads.
    pub leads: Leads,
}

/// The sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// How it begins; the whole of it where nothing needs a person.
    pub lead: String,
    /// What needs a person.
    pub matters: Vec<Matter>,
}

/// What an overview says in one sentence.
pub fn sentence(overview: &Overview, period: Period, today: Date) -> Sentence {
    let when = text::said(period, today);
    let has_records = overview.figures.values().any(|figure| figure.approved != 0 || figure.pending != 0);
    // Whether an answer is late is known of today alone.
    let late = late(overview).filter(|_| period.contains(today));
    let matters = [sleeping(overview), crowded(overview, today), pending(overview), late, behind(overview)];
    let matters: Vec<Matter> = matters.into_iter().flatten().collect();
    let lead = match matters.len() {
        0 if has_records => text::asks_nothing(&when),
        0 => text::has_nothing(&when),
        count => text::asks(&when, &text::counted(count)),
    };
    Sentence { lead, matters }
}

fn sleeping(overview: &Overview) -> Option<Matter> {
    let count = overview.sleeping.len();
    let matter = || Matter {
        before: text::asks_sleeping().to_owned(),
        strong: text::number_venues(count),
        leads: Leads::Sleeping,
    };
    (count > 0).then(matter)
}

/// What lies behind us cannot be spread out any more.
fn crowded(overview: &Overview, today: Date) -> Option<Matter> {
    let ahead: Vec<&Crowded> =
        overview.crowded.iter().filter(|crowd| day(&crowd.until).is_some_and(|until| until >= today)).collect();
    let first = *ahead.first()?;
    let from = day(&first.from);
    let (before, strong) = match (ahead.len(), from, day(&first.until)) {
        (1, Some(from), Some(until)) => {
            (text::crowded_at(&text::day_span(from, until), &first.place), text::crowded_count(first.records.len()))
        }
        (count, ..) => (String::new(), text::crowded_places(count)),
    };
    Some(Matter { before, strong, leads: Leads::Calendar(from) })
}

fn pending(overview: &Overview) -> Option<Matter> {
    let waits = overview.figures.get(Indicator::Activities.id()).map_or(0, |figure| figure.pending);
    let matter = || Matter {
        before: text::asks_review().to_owned(),
        strong: text::number_records(&figures::grouped(waits)),
        leads: Leads::Pending,
    };
    (waits > 0).then(matter)
}

fn late(overview: &Overview) -> Option<Matter> {
    let matter = || Matter {
        before: text::asks_units().to_owned(),
        strong: text::number_matters(overview.late_answers),
        leads: Leads::HandOvers,
    };
    (overview.late_answers > 0).then(matter)
}

/// One requirement is named with how many are behind, several are counted.
fn behind(overview: &Overview) -> Option<Matter> {
    let unmet: Vec<_> = overview.quotas.iter().filter(|quota| quota.met < quota.owing).collect();
    match unmet.as_slice() {
        [] => None,
        [one] => Some(Matter {
            before: text::asks_quota(&one.name),
            strong: text::number_venues(usize::try_from(one.owing - one.met).unwrap_or(usize::MAX)),
            leads: Leads::Quota(one.quota),
        }),
        several => Some(Matter {
            before: text::asks_quotas().to_owned(),
            strong: text::number_requirements(several.len()),
            leads: Leads::Quotas,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::policy::Scope;
    use jiff::civil::date;
    use std::collections::BTreeMap;
    use sync::wire::{
        desk::{Figure, Unsynced},
        figures::{QuotaStanding, Sleeping},
    };
    use uuid::Uuid;

    const TODAY: Date = date(2026, 11, 22);
    const QUARTER: Period = Period::Quarter(2026, 4);

    fn scope() -> Scope {
        Scope::Venue(domain::id::VenueId(Uuid::from_u128(1)))
    }

    fn quiet() -> Overview {
        let figures = Indicator::ALL.iter().map(|each| (each.id().to_owned(), Figure::default())).collect();
        Overview {
            rates: BTreeMap::new(),
            period: QUARTER.to_string(),
            scope: scope(),
            name: "示例区政协".into(),
            version: 2,
            as_of: 0,
            unsynced: Unsynced::default(),
            figures,
            before: Default::default(),
            outcomes: Default::default(),
            ratings: Default::default(),
            late_answers: 0,
            is_over: false,
            quotas: Vec::new(),
            sleeping_in: QUARTER.to_string(),
            sleeping: Vec::new(),
            venues: 3,
            days: Vec::new(),
            crowded: Vec::new(),
        }
    }

    fn aloud(overview: &Overview) -> String {
        let Sentence { lead, matters } = sentence(overview, QUARTER, TODAY);
        let said: Vec<String> = matters.into_iter().map(|matter| matter.before + &matter.strong).collect();
        lead + &said.join("，")
    }

    #[test]
    fn an_empty_scope_says_so_and_a_quiet_one_that_nothing_needs_a_person() {
        let mut overview = quiet();
        assert!(aloud(&overview).starts_with("本季还没有记录"));
        overview.figures.insert("activities".into(), Figure { approved: 4, pending: 0 });
        assert_eq!(aloud(&overview), "本季没有要过问的事。");
    }

    #[test]
    fn answers_that_units_owe_are_counted_while_the_period_runs() {
        let mut overview = quiet();
        overview.figures.insert("hand_overs".into(), Figure { approved: 4, pending: 0 });
        overview.late_answers = 2;
        assert!(aloud(&overview).ends_with("答复超期的交办 2 件"), "{}", aloud(&overview));
        let before = sentence(&overview, Period::Quarter(2026, 3), TODAY);
        assert!(before.matters.is_empty());
    }

    #[test]
    fn what_needs_a_person_is_counted_and_named() {
        let mut overview = quiet();
        overview.figures.insert("activities".into(), Figure { approved: 4, pending: 14 });
        overview.sleeping =
            vec![Sleeping { scope: scope(), name: "青石岭委员之家".into(), last: None, days: None }];
        overview.crowded = vec![Crowded {
            place: "柳林村".into(),
            from: "2026-11-27".into(),
            until: "2026-11-29".into(),
            records: vec![RecordId(Uuid::nil()); 4],
            venues: Vec::new(),
        }];
        overview.quotas = vec![QuotaStanding {
            quota: RecordId(Uuid::nil()),
            name: "履职活动".into(),
            owner: "venue".into(),
            venue_type: None,
            committee: None,
            indicator: "activities".into(),
            activity_type: None,
            period: QUARTER.to_string(),
            lines: Vec::new(),
            owing: 23,
            met: 20,
        }];
        assert_eq!(
            aloud(&overview),
            "本季有四件事要您过问：沉睡阵地 1 个，11月27–29日柳林村 4 场扎堆，待审核和待确认 14 条，“履职活动”没达标的 3 个"
        );
    }

    #[test]
    fn what_was_crowded_and_is_past_needs_nobody() {
        let mut overview = quiet();
        overview.figures.insert("activities".into(), Figure { approved: 4, pending: 0 });
        overview.crowded = vec![Crowded {
            place: "柳林村".into(),
            from: "2026-11-17".into(),
            until: "2026-11-19".into(),
            records: Vec::new(),
            venues: Vec::new(),
        }];
        assert_eq!(aloud(&overview), "本季没有要过问的事。");
    }
}
