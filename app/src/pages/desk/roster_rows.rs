//! The lines of a roster: who belonged where on a day.

use super::roster_filter::Filter;
use crate::text::{desk as words, overview, roster as text};
use domain::{
    affiliation::{Affiliation, belongs, is_there},
    fields::Fields,
    id::{MemberId, RecordId, VenueId},
    kind::Kind,
    member::Member,
    organisation::{Part, kind_of},
    policy::Scope,
    search::{Answer, name_answers, part_answers},
    venue::{TYPE, Venue},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The sorts of parts that the roster lists, in order.
const PARTS: [Affiliation; 6] = [
    Affiliation::SpecialCommittee,
    Affiliation::Sector,
    Affiliation::SectorGroup,
    Affiliation::Group,
    Affiliation::Cluster,
    Affiliation::ContactUnit,
];

/// A line of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Whose page it leads to.
    pub scope: Scope,
    /// The name.
    pub name: String,
    /// What stands in the other columns.
    pub cells: Vec<String>,
    /// Whether nothing of it holds on the day.
    pub is_away: bool,
}

/// What a part of the organisation is called, and found by.
#[derive(Debug, Clone, Default, PartialEq)]
struct Named {
    name: String,
    full: String,
    initials: String,
}

impl Named {
    fn of(body: &Fields) -> Named {
        // The keys lie beside a name under the same fields, whatever bears it.
        let (full, initials) = Member(body).pinyin();
        Named { name: Part(body).name().to_owned(), full: full.to_owned(), initials: initials.to_owned() }
    }

    fn answers(&self, typed: &str) -> bool {
        part_answers(&self.name, &self.full, &self.initials, typed)
    }
}

/// The roster of one committee.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Directory {
    members: Vec<(MemberId, Fields)>,
    venues: Vec<(VenueId, Fields)>,
    parts: BTreeMap<Affiliation, BTreeMap<RecordId, Named>>,
    checklists: Vec<(RecordId, Fields)>,
}

impl Directory {
    /// Reads it from the rows of each kind.
    pub fn read(rows: impl Fn(Kind) -> Vec<(RecordId, Fields)>) -> Directory {
        let name = |(rec, fields): (RecordId, Fields)| (rec, Named::of(&fields));
        let named = |sort: Affiliation| Some((sort, rows(kind_of(sort)?).into_iter().map(name).collect()));
        Directory {
            members: rows(Kind::Member).into_iter().map(|(rec, fields)| (rec.into(), fields)).collect(),
            venues: rows(Kind::Venue).into_iter().map(|(rec, fields)| (rec.into(), fields)).collect(),
            parts: PARTS.into_iter().chain([Affiliation::Venue]).filter_map(named).collect(),
            checklists: rows(Kind::Checklist),
        }
    }

    /// Whether it has neither people nor venues, as that of a committee that stands above others may.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.venues.is_empty()
    }

    /// The checklists of its venues, by name.
    pub fn checklists(&self) -> &[(RecordId, Fields)] {
        &self.checklists
    }

    /// Everybody and everything that is in it.
    pub fn scopes(&self) -> BTreeSet<Scope> {
        let members = self.members.iter().map(|(id, _)| Scope::Member(*id));
        let venues = self.venues.iter().map(|(id, _)| Scope::Venue(*id));
        let of_sort = |(sort, names): (&Affiliation, &BTreeMap<RecordId, Named>)| {
            names.keys().filter_map(|rec| Scope::of(sort.id(), *rec)).collect::<Vec<_>>()
        };
        members.chain(venues).chain(self.parts.iter().flat_map(of_sort)).collect()
    }

    /// What a scope of the committee is called.
    pub fn name(&self, scope: Scope) -> Option<String> {
        let of_member = |id: MemberId| self.members.iter().find(|(member, _)| *member == id);
        if let Scope::Member(id) = scope {
            return of_member(id).map(|(_, body)| Member(body).name().to_owned());
        }
        let sort: Affiliation = scope.sort().parse().ok()?;
        self.parts.get(&sort)?.get(&scope.record()).map(|named| named.name.clone())
    }

    /// Those who belong to a venue on a day, by the sound of their names.
    pub fn members_of(&self, venue: VenueId, on: Date) -> Vec<(MemberId, &Fields)> {
        let rec = RecordId::from(venue);
        let is_there = |body: &Fields| belongs(body, Affiliation::Venue, on).any(|each| each == rec);
        let mut there: Vec<(MemberId, &Fields)> =
            self.members.iter().filter(|(_, body)| is_there(body)).map(|(id, body)| (*id, body)).collect();
        there.sort_by_key(|(_, body)| Member(body).pinyin().0);
        there
    }

    /// Everything of one sort that one may belong to, by name.
    pub fn named(&self, sort: Affiliation) -> Vec<(RecordId, String)> {
        let mut all: Vec<(RecordId, String)> =
            self.parts.get(&sort).into_iter().flatten().map(|(rec, named)| (*rec, named.name.clone())).collect();
        all.sort_by(|one, other| one.1.cmp(&other.1));
        all
    }

    /// What somebody belonged to on a day, of one sort, by name.
    fn belonged(&self, body: &Fields, sort: Affiliation, on: Date) -> String {
        let names = self.parts.get(&sort);
        let name = |rec: RecordId| Some(names?.get(&rec)?.name.clone());
        let names: Vec<String> = belongs(body, sort, on).filter_map(name).collect();
        names.join(words::list_break())
    }

    /// The members that answer to a filter: those who serve on the day first, each by the sound of the name.
    pub fn members(&self, filter: &Filter, on: Date) -> Vec<RosterRow> {
        let answers = |body: &Fields| {
            let (full, initials) = Member(body).pinyin();
            name_answers(Member(body).name(), full, initials, &filter.typed).filter(|_| filter.holds(body, on))
        };
        let found = self.members.iter().filter_map(|(id, body)| Some((answers(body)?, id, body)));
        let mut found: Vec<(Answer, &MemberId, &Fields)> = found.collect();
        found.sort_by_key(|(answer, _, body)| (!is_there(body, on), *answer, Member(body).pinyin().0));
        let row = |(_, id, body): &(Answer, &MemberId, &Fields)| RosterRow {
            scope: Scope::Member(**id),
            name: Member(body).name().to_owned(),
            cells: super::roster_filter::NARROWED_BY.map(|sort| self.belonged(body, sort, on)).into(),
            is_away: !is_there(body, on),
        };
        found.iter().map(row).collect()
    }

    /// The venues that answer to a filter, by name.
    pub fn venues(&self, filter: &Filter, on: Date) -> Vec<RosterRow> {
        let name_of = |id: MemberId| self.members.iter().find(|(member, _)| *member == id);
        let row = |(id, body): &(VenueId, Fields)| {
            let convenor = Venue(body).convenor().and_then(name_of).map(|(_, body)| Member(body).name().to_owned());
            RosterRow {
                scope: Scope::Venue(*id),
                name: Venue(body).name().to_owned(),
                cells: vec![
                    body.text(TYPE).map(text::venue_type).unwrap_or_default(),
                    self.belonged(body, Affiliation::SpecialCommittee, on),
                    convenor.unwrap_or_default(),
                    self.count(Affiliation::Venue, RecordId::from(*id), on).to_string(),
                ],
                is_away: !is_there(body, on),
            }
        };
        let answers = |body: &Fields| Named::of(body).answers(&filter.typed) && filter.holds(body, on);
        self.venues.iter().filter(|(_, body)| answers(body)).map(row).collect()
    }

    /// The other parts of the organisation whose names answer to what was typed, by sort.
    pub fn parts(&self, filter: &Filter, on: Date) -> Vec<RosterRow> {
        let answers = |sort, rec: RecordId| {
            self.parts.get(&sort).and_then(|all| all.get(&rec)).is_some_and(|named| named.answers(&filter.typed))
        };
        let of_sort = |sort: Affiliation| {
            let found = self.named(sort).into_iter().filter(move |(rec, _)| answers(sort, *rec));
            found.filter_map(move |(rec, name)| {
                let cells = vec![overview::sort(sort.id()).to_owned(), self.count(sort, rec, on).to_string()];
                Some(RosterRow { scope: Scope::of(sort.id(), rec)?, name, cells, is_away: false })
            })
        };
        PARTS.into_iter().flat_map(of_sort).collect()
    }

    /// How many members belong to something on a day.
    fn count(&self, sort: Affiliation, rec: RecordId, on: Date) -> usize {
        self.members.iter().filter(|(_, body)| belongs(body, sort, on).any(|each| each == rec)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        affiliation::Spell,
        search::{part_keys, pinyin_keys, with_keys},
    };
    use jiff::civil::date;
    use uuid::Uuid;

    const ON: Date = date(2026, 8, 4);

    fn member(n: u128, name: &str, until: Option<Date>) -> (MemberId, Fields) {
        let spell =
            Spell { kind: Affiliation::Sector, to: Uuid::from_u128(9).to_string(), from: date(2026, 1, 1), until };
        let body = with_keys(Fields::default().with("name", name), pinyin_keys(name));
        (MemberId(Uuid::from_u128(n)), body.with("spell:1", spell.value()))
    }

    fn directory() -> Directory {
        let sector = Named::of(&with_keys(Fields::default().with("name", "农业界"), part_keys("农业界")));
        let sectors = BTreeMap::from([(RecordId(Uuid::from_u128(9)), sector)]);
        Directory {
            members: vec![
                member(1, "周明远", None),
                member(2, "沈素云", None),
                member(3, "陈早退", Some(date(2026, 3, 1))),
            ],
            parts: BTreeMap::from([(Affiliation::Sector, sectors)]),
            ..Directory::default()
        }
    }

    fn names(typed: &str) -> Vec<String> {
        let filter = Filter { typed: typed.to_owned(), ..Filter::read(|_| None) };
        directory().members(&filter, ON).into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn names_answer_to_two_characters_to_pinyin_and_to_initials() {
        assert_eq!(names("明远"), ["周明远"]);
        assert_eq!(names("shensu"), ["沈素云"]);
        assert_eq!(names("zmy"), ["周明远"]);
        assert_eq!(names("mingyuan"), ["周明远"]);
        assert_eq!(names("s"), ["沈素云"], "whose whole name begins so comes first");
        assert!(names("不在").is_empty());
    }

    #[test]
    fn parts_answer_to_their_sound_too() {
        let parts =
            |typed: &str| directory().parts(&Filter { typed: typed.to_owned(), ..Filter::read(|_| None) }, ON).len();
        assert_eq!(["农业", "nongye", "ｎｙ", "baihua"].map(parts), [1, 1, 1, 0]);
    }

    #[test]
    fn who_has_left_comes_last_and_belongs_nowhere_any_more() {
        let rows = directory().members(&Filter::read(|_| None), ON);
        assert_eq!(rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["沈素云", "周明远", "陈早退"]);
        assert_eq!((rows[2].is_away, rows[2].cells[0].as_str(), rows[0].cells[0].as_str()), (true, "", "农业界"));
    }

    #[test]
    fn a_part_says_how_many_belong_to_it_on_the_day() {
        let rows = directory().parts(&Filter::read(|_| None), ON);
        assert_eq!((rows[0].name.as_str(), rows[0].cells[1].as_str()), ("农业界", "2"));
        assert_eq!(directory().parts(&Filter::read(|_| None), date(2026, 2, 1))[0].cells[1], "3");
    }
}
