//! Hints and likenesses in words.

use super::{review_hints::Looks, roster::Roster};
use crate::{
    components::{
        desk_hints::{AlikeLine, HintLine},
        icon::Glyph,
    },
    routes::desk as route,
    text::{desk, figures, review as text, time},
};
use domain::{
    activity::Activity,
    duplicate::taken_in,
    hint::{Hint, Likeness},
    id::RecordId,
};
use jiff::civil::Date;
use sync::wire::desk::DeskRow;

/// The longest title of another record, in characters.
const TITLE: usize = 20;

/// The hints of a record. `others` are those that hints may name.
pub fn hint_lines(looks: &Looks, others: &[DeskRow], roster: &Roster, today: Date) -> Vec<HintLine> {
    let named = |rec: &RecordId| others.iter().find(|row| row.row.rec == *rec);
    let line = |glyph, title, words, other: Option<&DeskRow>| {
        let href = other.map(|row| route::record(row.row.rec));
        HintLine { glyph, title, words, href }
    };
    let told = |hint: &Hint| match hint {
        Hint::SameText { other } => {
            let row = named(other)?;
            let words = text::same_text_as(&row.author_name, &day(row, today), &title(row));
            Some(line(Glyph::Copy, text::same_text(), words, Some(row)))
        }
        Hint::SamePhoto { other } => {
            let row = named(other)?;
            let words = text::same_photo_as(&row.author_name, &day(row, today), &title(row));
            Some(line(Glyph::Photo, text::same_photo(), words, Some(row)))
        }
        Hint::Overlap { other, members } => {
            let row = named(other)?;
            let names: Vec<&str> = members.iter().map(|member| roster.member(*member)).collect();
            let it = Activity(&row.row.body);
            let when = it.start().map(|start| time::span(start, it.end(), today)).unwrap_or_default();
            let words = text::overlap_with(&names.join(desk::list_break()), &title(row), &when);
            Some(line(Glyph::Clock, text::overlap(), words, Some(row)))
        }
        Hint::ManyContacts { times, present } => {
            let words = text::many_means(&figures::grouped(*times), *present);
            Some(line(Glyph::People, text::many(), words, None))
        }
        Hint::Ahead { days } => Some(line(Glyph::Clock, text::ahead(), text::ahead_means(*days), None)),
        Hint::HadLeft => Some(line(Glyph::Clock, text::had_left(), text::had_left_means().to_owned(), None)),
        Hint::Late { days } => Some(line(Glyph::Clock, text::late(), text::late_means(*days), None)),
    };
    looks.hints.iter().filter_map(told).collect()
}

/// The records that may be the same as one.
pub fn alike_lines(rec: RecordId, alike: &[(DeskRow, Likeness)], today: Date) -> Vec<AlikeLine> {
    let line = |(row, likeness): &(DeskRow, Likeness)| AlikeLine {
        rec: row.row.rec,
        title: title(row),
        words: format!("{} · {} · {}", row.author_name, day(row, today), in_common(*likeness)),
        href: route::record(row.row.rec),
        half_merged: taken_in(&row.row.body).any(|taken| taken == rec),
        reviews: row.reviews,
    };
    alike.iter().map(line).collect()
}

fn in_common(likeness: Likeness) -> String {
    let mut parts: Vec<String> = Vec::new();
    if likeness.same_venue {
        parts.push(text::at_same_venue().to_owned());
    }
    if likeness.shared > 0 {
        parts.push(text::shared(likeness.shared));
    }
    match likeness.minutes {
        Some(0) => parts.push(text::apart().to_owned()),
        Some(minutes) => parts.push(text::together_for(minutes)),
        None => {}
    }
    parts.join(" · ")
}

fn title(row: &DeskRow) -> String {
    Activity(&row.row.body).title(TITLE)
}

fn day(row: &DeskRow, today: Date) -> String {
    Activity(&row.row.body).day().map(|day| time::day(day, today)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::desk::review_queue::tests::row;
    use domain::id::{MemberId, VenueId};
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn a_hint_names_the_other_record_and_whoever_was_at_both() {
        let member = MemberId(Uuid::from_u128(1));
        let mut other = row(2, 1);
        other.row.body = other.row.body.with("start", "2026-05-04T09:00").with("end", "2026-05-04T10:00");
        other.row.body.set("narrative", "走访老党员。");
        let hints = vec![Hint::Overlap { other: other.row.rec, members: vec![member] }, Hint::Late { days: 40 }];
        let looks = Looks { hints, alike: Vec::new() };
        let roster = Roster::sample(member, VenueId(Uuid::from_u128(2)));
        let lines = hint_lines(&looks, &[other], &roster, date(2026, 5, 5));
        let words: Vec<_> = lines.iter().map(|line| (line.words.as_str(), line.href.is_some())).collect();
        let overlap = "田一川同一时间也在“走访老党员”（昨天 09:00–10:00）。";
        assert_eq!(words, [(overlap, true), ("活动 40 天以后才填。", false)]);
    }
}
