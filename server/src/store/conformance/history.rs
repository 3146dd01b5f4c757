//! Random histories: figures that follow every operation equal figures made anew, and both equal what the records say.

use super::{
    organisation::{BEGIN, CITY, CLUSTER, COUNTY, Organisation, SECTORS, SPECIAL, UNIT, VENUES, Who, member, spell},
    world::{NOON, rec},
};
use crate::store::{Store, WhichFigure};
use domain::{
    affiliation::{Affiliation, Spell, spells},
    credit,
    day::Period,
    fields::Fields,
    id::{Feed, RecordId},
    indicator::{FactState, Indicator, facts},
    kind::Kind,
    scope::Scope,
};
use jiff::{ToSpan, civil::date};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use sync::wire::{Act, Empty};

/// Activities of one history.
const RECORDS: u128 = 12;
/// Operations of one history.
const STEPS: usize = 150;

pub async fn figures_that_follow_equal_figures_made_anew(store: &dyn Store) {
    run(store, 1).await;
}

/// Plays one history.
pub async fn run(store: &dyn Store, seed: u64) {
    let mut play = Play { whole: Organisation::set_up(store).await, chance: seed, homes: BTreeMap::new() };
    for step in 0..STEPS {
        play.step().await;
        if play.below(3) == 0 {
            let limit = 1 + play.below(9) as u32;
            store.project(limit, NOON).await.unwrap();
        }
        if step % 30 == 29 {
            play.whole.project().await;
            let expected = expected(store).await;
            compare(store, &expected, &format!("seed {seed}, step {step}, followed")).await;
            if step % 60 == 59 {
                store.mark_all_changed().await.unwrap();
                play.whole.project().await;
                compare(store, &expected, &format!("seed {seed}, step {step}, made anew")).await;
            }
        }
    }
}

struct Play<'a> {
    whole: Organisation<'a>,
    chance: u64,
    homes: BTreeMap<RecordId, Feed>,
}

impl Play<'_> {
    /// A number below another one.
    fn below(&mut self, end: u64) -> u64 {
        // SplitMix64: short, and the same everywhere.
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.chance;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// Somebody does something to something; what is refused is refused.
    async fn step(&mut self) {
        let one = rec(u128::from(self.below(RECORDS as u64)));
        let who = Who::Member(self.below(4) as usize);
        let review = |to: &str| Fields::default().with("review", to).with("review_reason", "核对");
        let (who, act) = match self.below(15) {
            0..=2 => return self.create(one, who).await,
            3..=5 => (Who::Staff, Act::Patch(review("approved"))),
            6 => (Who::Staff, Act::Patch(review("returned"))),
            7 => (Who::Staff, Act::Patch(review("void"))),
            8 => {
                let other = rec(u128::from(self.below(RECORDS as u64)));
                (Who::Staff, Act::Patch(review("void").with("merged_into", other.to_string())))
            }
            9 => (Who::Staff, Act::Patch(Fields::default().with("review", self.one_of(&["pending", "approved"])))),
            10 => (Who::Staff, Act::Patch(self.content(true).with("review", "approved").with("review_reason", "更正"))),
            11 => (who, Act::Patch(self.content(true))),
            12 => (who, self.personal(who)),
            13 => (who, Act::Delete(Empty {})),
            _ => return self.reform().await,
        };
        let feed = self.homes.get(&one).copied().unwrap_or(Feed::Venue(VENUES[0]));
        let _ = self.whole.act(who, feed, one, Kind::Activity, act).await;
    }

    async fn create(&mut self, one: RecordId, who: Who) {
        let mut fields = self.content(false).with("narrative", "到村里走访。");
        if self.below(4) == 0 {
            fields.set("recorded_for", member(self.below(4) as usize).to_string());
        }
        let feed = match (self.below(5), who) {
            (0, Who::Member(n)) => Feed::Member(member(n)),
            (_, Who::Member(n)) => Feed::Venue(VENUES[n / 2]),
            _ => Feed::Venue(VENUES[0]),
        };
        let feed = *self.homes.entry(one).or_insert(feed);
        let _ = self.whole.act(who, feed, one, Kind::Activity, Act::Create(fields)).await;
    }

    /// Fields that decide where and how much a record counts; in a patch only some of them.
    fn content(&mut self, some: bool) -> Fields {
        let day = date(2025, 11, 20).saturating_add((self.below(200) as i64).days());
        let mut all = vec![
            ("type".to_owned(), json!(self.one_of(&["visit", "reading"]))),
            ("phase".to_owned(), json!(self.one_of(&["held", "held", "planned"]))),
            ("start".to_owned(), json!(format!("{day}T09:00"))),
            ("place".to_owned(), json!("村头")),
            ("venue".to_owned(), json!(self.one_of(&VENUES).to_string())),
            ("contact_unit".to_owned(), json!(self.one_of(&[Some(UNIT), None]))),
            ("measure:persons".to_owned(), json!(self.below(9))),
            ("measure:person_times".to_owned(), json!(self.below(20))),
        ];
        for n in 0..4 {
            let how = self.one_of(&["present", "present", "leave", "invited"]);
            all.push((domain::activity::attendance_field(member(n)), json!(how)));
        }
        all.retain(|_| !some || self.below(4) == 0);
        Fields(all.into_iter().collect())
    }

    /// What a member says of the own person.
    fn personal(&mut self, who: Who) -> Act {
        let Who::Member(n) = who else { return Act::Delete(Empty {}) };
        let objection = domain::activity::objection_field(member(n));
        Act::Patch(match self.below(3) {
            0 => Fields::default().with("confirmed", domain::confirmation::by_device(&Fields::default())),
            1 => Fields::default().with(objection, "那天我不在"),
            _ => Fields([(objection, Value::Null)].into()),
        })
    }

    /// Somebody moves, a venue comes under another special committee, the county joins or leaves the city.
    async fn reform(&mut self) {
        let from = date(2025, 12, 1).saturating_add((self.below(150) as i64).days());
        let until = [None, Some(from.saturating_add(40.days()))][self.below(2) as usize];
        let special = self.one_of(&SPECIAL);
        let spells = Fields::default()
            .with("spell:s", spell(Affiliation::SpecialCommittee, special, self.one_of(&[BEGIN, from]), until));
        match self.below(4) {
            0 | 1 => {
                let sector = spell(Affiliation::Sector, self.one_of(&SECTORS), from, None);
                let who = member(self.below(4) as usize).into();
                self.whole.reform(who, Kind::Member, spells.with("spell:x", sector)).await;
            }
            2 => {
                let venue = self.one_of(&VENUES);
                self.whole.reform(venue.into(), Kind::Venue, spells).await;
            }
            _ => {
                let parent = [json!(CITY.to_string()), Value::Null][self.below(2) as usize].clone();
                self.whole.reform(COUNTY.into(), Kind::Committee, Fields([("parent".to_owned(), parent)].into())).await;
            }
        }
    }
}

/// Scope, period, indicator, type and state → amount and number of records.
type Sums = BTreeMap<(Scope, Period, Indicator, String, FactState), (i64, u64)>;

/// What the records say, reckoned here one by one.
async fn expected(store: &dyn Store) -> Sums {
    let mut affiliations: BTreeMap<RecordId, Vec<Spell>> = BTreeMap::new();
    for one in (0..4).map(|n| RecordId::from(member(n))).chain(VENUES.map(RecordId::from)) {
        let body = store.record(one).await.unwrap().unwrap().record.row.body;
        affiliations.insert(one, spells(&body).collect());
    }
    let county = store.record(COUNTY.into()).await.unwrap().unwrap().record.row.body;
    let line: Vec<_> = std::iter::once(COUNTY).chain(county.text("parent").map(|_| CITY)).collect();
    let mut sums = Sums::new();
    for one in (0..RECORDS).map(rec) {
        let Some(detail) = store.record(one).await.unwrap().filter(|detail| !detail.record.row.del) else { continue };
        let body = detail.record.row.body;
        let Some(facts) = facts(&body) else { continue };
        let known = |rec| affiliations.get(&rec).cloned().unwrap_or_default();
        let day = facts.day;
        for scope in credit::scopes(&body, &facts, credit::Ground { committees: &line, spells: &known }) {
            for (indicator, amount) in &facts.amounts {
                for period in
                    [Period::Month(day.year(), day.month()), Period::quarter_of(day), Period::Year(day.year())]
                {
                    let key = (scope, period, *indicator, facts.activity_type.to_owned(), facts.state);
                    let sum = sums.entry(key).or_default();
                    *sum = (sum.0 + amount, sum.1 + 1);
                }
            }
        }
    }
    sums
}

/// Every scope there is, whether anything counts in it or not.
fn scopes() -> Vec<Scope> {
    let mut scopes =
        vec![Scope::Committee(CITY), Scope::Committee(COUNTY), Scope::Cluster(CLUSTER), Scope::ContactUnit(UNIT)];
    scopes.extend(VENUES.map(Scope::Venue));
    scopes.extend(SPECIAL.map(Scope::SpecialCommittee));
    scopes.extend(SECTORS.map(Scope::Sector));
    scopes.extend((0..4).map(|n| Scope::Member(member(n))));
    scopes
}

async fn compare(store: &dyn Store, expected: &Sums, when: &str) {
    let periods: BTreeSet<Period> = [2025, 2026]
        .into_iter()
        .flat_map(|year| {
            let months = (1..=12).map(move |month| Period::Month(year, month));
            months.chain((1..=4).map(move |quarter| Period::Quarter(year, quarter))).chain([Period::Year(year)])
        })
        .collect();
    let mut found = Sums::new();
    for period in periods {
        for total in store.totals(&scopes(), period, NOON).await.unwrap().totals {
            let key = (total.scope, period, total.indicator, total.activity_type, total.state);
            assert_eq!(found.insert(key, (total.amount, total.records)), None, "{when}");
        }
    }
    let lacking: Vec<_> = expected.iter().filter(|(key, sum)| found.get(key) != Some(sum)).collect();
    let wrong: Vec<_> = found.iter().filter(|(key, sum)| expected.get(key) != Some(sum)).collect();
    assert!(lacking.is_empty() && wrong.is_empty(), "{when}: should be {lacking:?}, is {wrong:?}");
    // The records behind a figure are read from facts, the figure from rollups.
    for ((scope, period, indicator, activity_type, state), (amount, records)) in expected.iter().step_by(7) {
        let (scope, period, indicator, state) = (*scope, *period, *indicator, *state);
        let which = WhichFigure { scope, period, indicator, state, activity_type: Some(activity_type.clone()) };
        let opened = store.records_of_figure(&which, 500, NOON).await.unwrap();
        assert_eq!((opened.sum, opened.total), (*amount, *records), "{when}: {which:?}");
        assert_eq!(opened.records.iter().map(|one| one.amount).sum::<i64>(), *amount, "{when}: {which:?}");
    }
}
