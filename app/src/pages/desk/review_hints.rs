//! What there is to look at in each record of the list, and what each may be the same as.

use super::review_queue::Listed;
use crate::clock;
use domain::{
    activity::Activity,
    hint::{self, Hint, Likeness},
    id::RecordId,
    photo::photos,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use sync::wire::desk::DeskRow;

/// What is beside one record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Looks {
    /// What is worth a second look.
    pub hints: Vec<Hint>,
    /// What may be of the same activity.
    pub alike: Vec<(DeskRow, Likeness)>,
}

impl Looks {
    /// Whether it may be the same as another record: two that took place at other times are not.
    pub fn may_be_same(&self) -> bool {
        self.alike.iter().any(|(_, likeness)| likeness.minutes != Some(0))
    }
}

/// The day on which a record was written down: by its id where that says, else when it was last changed.
pub fn entered(row: &DeskRow) -> Date {
    clock::local(row.row.rec.made_at().unwrap_or(row.row.at)).date()
}

/// What is beside one record, among all that it may be compared with.
pub fn looks(row: &DeskRow, others: &[DeskRow]) -> Looks {
    let body = &row.row.body;
    let pairs = others.iter().map(|other| (other.row.rec, &other.row.body));
    let hints = hint::hints(row.row.rec, body, Some(entered(row)), pairs);
    let alike = others.iter().filter(|other| other.row.rec != row.row.rec);
    let alike = alike.filter_map(|other| Some((other.clone(), hint::may_be_same(body, &other.row.body)?))).collect();
    Looks { hints, alike }
}

/// The same for every record of a list.
pub fn looks_of(listed: &Listed) -> BTreeMap<RecordId, Looks> {
    // Only what shares a day, a text or a photo can say anything, so a long list is not compared with itself as a whole.
    let mut near: BTreeMap<String, Vec<&DeskRow>> = BTreeMap::new();
    let keys = |row: &DeskRow| {
        let it = Activity(&row.row.body);
        let day = it.day().map(|day| day.to_string());
        let shown = photos(&row.row.body).map(|(_, photo)| photo.sha256.to_string());
        day.into_iter().chain([it.narrative().trim().to_owned()]).chain(shown).collect::<Vec<_>>()
    };
    for row in listed.rows.iter().chain(&listed.beside) {
        for key in keys(row) {
            near.entry(key).or_default().push(row);
        }
    }
    let of = |row: &DeskRow| {
        let mut others: Vec<&DeskRow> = keys(row).iter().filter_map(|key| near.get(key)).flatten().copied().collect();
        others.sort_by_key(|other| other.row.rec);
        others.dedup_by_key(|other| other.row.rec);
        let others: Vec<DeskRow> = others.into_iter().cloned().collect();
        (row.row.rec, looks(row, &others))
    };
    listed.rows.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::review_queue::tests::row;
    use domain::photo::{Format, Photo, Sha256};

    fn told(n: u128, day: &str, text: &str) -> DeskRow {
        let mut row = row(n, 1);
        row.row.body.set("start", format!("2026-05-{day}T09:00"));
        row.row.body.set("narrative", text);
        row.row.body.set("venue", row.feed.to_string().trim_start_matches("venue:"));
        row.row.at = 1_777_867_200_000;
        row
    }

    #[test]
    fn a_record_is_compared_with_the_list_and_with_what_lies_beside_it() {
        let text = "到柳林村走访三户困难群众，了解住房情况。";
        let listed = Listed {
            rows: vec![told(1, "04", text), told(2, "04", "另一场活动。"), told(3, "02", "再一场活动。")],
            beside: vec![told(4, "01", text)],
            ..Listed::default()
        };
        let looks = looks_of(&listed);
        let rec = |n: usize| listed.rows[n].row.rec;
        assert_eq!(looks[&rec(0)].hints, [Hint::SameText { other: listed.beside[0].row.rec }]);
        let alike: Vec<_> = looks[&rec(0)].alike.iter().map(|(row, _)| row.row.rec).collect();
        assert_eq!((alike, looks[&rec(0)].may_be_same()), (vec![rec(1)], true));
        assert_eq!(looks[&rec(2)], Looks::default());
    }

    #[test]
    fn a_photo_of_another_day_is_seen_again() {
        let photo = Photo { sha256: Sha256::of(b"the village hall"), len: 16, format: Format::Jpeg };
        let with = |mut row: DeskRow| {
            row.row.body.set(photo.field(1), photo.value());
            row
        };
        let listed = Listed {
            rows: vec![with(told(1, "04", "一场活动。")), with(told(2, "02", "另一场活动。"))],
            ..Listed::default()
        };
        let (one, other) = (listed.rows[0].row.rec, listed.rows[1].row.rec);
        assert_eq!(looks_of(&listed)[&one].hints, [Hint::SamePhoto { other }]);
    }
}
