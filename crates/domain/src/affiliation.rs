//! Dated affiliations 任职与归属: where somebody belonged, from a day to a day.

use crate::{day::day, fields::Fields, id::RecordId, kind::text_enum, organisation::kind_of};
use jiff::civil::Date;
use serde_json::{Value, json};

/// Prefix of the flat keys that hold a member's spells.
pub const SPELL: &str = "spell";

text_enum! {
    /// What one may belong to; `to` is the id of its record where nothing else is said.
    Affiliation {
        /// The venue where one works.
        Venue = "venue" "阵地",
        /// The sector 界别 one was chosen from.
        Sector = "sector" "界别",
        /// The sector group 界别活动组 one acts in.
        SectorGroup = "sector_group" "界别活动组",
        /// The special committee one serves in, or that a venue or a sector group comes under.
        SpecialCommittee = "special_committee" "专委会",
        /// The party or other group 党派团体 one is of, or that runs a sector group.
        Group = "group" "党派团体",
        /// The contact unit 联系单位 one keeps contact with.
        ContactUnit = "contact_unit" "联系单位",
        /// The cluster that a venue belongs to.
        Cluster = "cluster" "阵地组合",
        /// The term 届 one serves; `to` is its name.
        Term = "term" "届次",
    }
}

/// One affiliation over a span of days. A fact is credited to what held on the day it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spell {
    /// What sort of belonging.
    pub kind: Affiliation,
    /// The id or the name of what one belongs to.
    pub to: String,
    /// First day.
    pub from: Date,
    /// Last day, included; `None` while it goes on.
    pub until: Option<Date>,
}

impl Spell {
    /// Reads the value object of one flat key.
    pub fn read(value: &Value) -> Option<Spell> {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let until = match value.get("until") {
            None | Some(Value::Null) => None,
            Some(until) => Some(day(until.as_str()?)?),
        };
        let spell = Spell {
            kind: text("kind")?.parse().ok()?,
            to: text("to").filter(|to| !to.is_empty())?.to_owned(),
            from: day(text("from")?)?,
            until,
        };
        let points = kind_of(spell.kind).is_none() || spell.target().is_some();
        (points && spell.until.is_none_or(|until| until >= spell.from)).then_some(spell)
    }

    /// The value object that [`Spell::read`] reads.
    pub fn value(&self) -> Value {
        json!({ "kind": self.kind, "to": self.to, "from": self.from.to_string(), "until": self.until.map(|d| d.to_string()) })
    }

    /// The id of the record it points to; `None` where it only names something.
    pub fn target(&self) -> Option<RecordId> {
        kind_of(self.kind).and_then(|_| self.to.parse().ok())
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// All spells of a record, in the order of their keys.
pub fn spells(body: &Fields) -> impl Iterator<Item = Spell> {
    body.map(SPELL).filter_map(|(_, value)| Spell::read(value))
}

/// What a record belongs to on a day, of one sort, as ids of records.
pub fn belongs(body: &Fields, kind: Affiliation, day: Date) -> impl Iterator<Item = RecordId> {
    spells(body).filter(move |spell| spell.kind == kind && spell.holds_on(day)).filter_map(|spell| spell.target())
}

/// Whether somebody or something is there on a day: by the terms, where any is known, else by whatever it belonged to;
/// always where nothing dated is known.
pub fn is_there(body: &Fields, day: Date) -> bool {
    let known: Vec<Spell> = spells(body).collect();
    let has_term = known.iter().any(|spell| spell.kind == Affiliation::Term);
    let mut decisive = known.iter().filter(|spell| !has_term || spell.kind == Affiliation::Term).peekable();
    decisive.peek().is_none() || decisive.any(|spell| spell.holds_on(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_spell_holds_on_its_first_and_last_day_and_not_beside_them() {
        let spell = Spell {
            kind: Affiliation::Sector,
            to: "00000000-0000-0000-0000-000000000009".into(),
            from: date(2025, 3, 1),
            until: Some(date(2025, 3, 31)),
        };
        assert_eq!(Spell::read(&spell.value()), Some(spell.clone()));
        let held: Vec<bool> = [date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1)]
            .map(|day| spell.holds_on(day))
            .into();
        assert_eq!(held, [false, true, true, false]);
    }

    #[test]
    fn a_spell_that_ends_before_it_begins_is_not_one() {
        let value = json!({"kind":"term","to":"x","from":"2025-03-02","until":"2025-03-01"});
        assert_eq!(Spell::read(&value), None);
    }

    #[test]
    fn who_has_left_is_no_longer_there_and_who_has_no_dates_always_is() {
        let spell = |kind, to: &str, until| Spell { kind, to: to.into(), from: date(2022, 1, 1), until }.value();
        let sector = "00000000-0000-0000-0000-000000000009";
        let left = Some(date(2026, 7, 20));
        let term = |until| Fields::default().with("spell:1", spell(Affiliation::Term, "五届", until));
        let today = date(2026, 11, 26);
        assert!(is_there(&term(None), today) && !is_there(&term(left), today));
        assert!(is_there(&term(left), date(2026, 7, 20)), "the last day is one of service");
        let listed_on = term(left).with("spell:2", spell(Affiliation::Sector, sector, None));
        assert!(!is_there(&listed_on, today), "the term decides, whatever else was not ended");
        let without_term = Fields::default().with("spell:2", spell(Affiliation::Sector, sector, left));
        assert!(!is_there(&without_term, today) && !is_there(&without_term, date(2021, 12, 31)));
        assert!(is_there(&Fields::default(), today));
    }
}
