//! 线索链: from the first words to the visit afterwards, as one line. What grew out of something stands in it by how much of it
//! there is and what of that came to something: each stands on the page itself.

use super::matter_words;
use crate::{components::thread::Step, text::matter as words};
use domain::{
    fields::Fields,
    hand_over::HandOver,
    id::RecordId,
    kind::Kind,
    suggestion::{Implementation, Suggestion},
};

/// The longest title of a step, in characters.
const TITLE_MAX: usize = 16;
/// The kinds that may grow out of something, in the order in which a matter comes through them.
const ORDER: &[Kind] = &[
    Kind::Request,
    Kind::OpinionReport,
    Kind::Consultation,
    Kind::Activity,
    Kind::Suggestion,
    Kind::Proposal,
    Kind::Outcome,
    Kind::HandOver,
    Kind::Assignment,
];

/// A record of the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Knot {
    /// The record.
    pub rec: RecordId,
    /// Its kind.
    pub kind: Kind,
    /// Its fields.
    pub body: Fields,
}

/// The steps: what it grew out of, the first first, itself, and how much grew out of it, kind by kind.
pub fn steps(before: &[Knot], here: &Knot, after: &[Knot], href: impl Fn(&Knot) -> String) -> Vec<Step> {
    let one = |knot: &Knot| Step {
        sort: sort(knot.kind),
        words: matter_words::titled(knot.kind.id(), &knot.body, TITLE_MAX),
        href: Some(href(knot)),
        is_here: false,
    };
    let mut steps: Vec<Step> = before.iter().map(one).collect();
    steps.push(Step { href: None, is_here: true, ..one(here) });
    for kind in ORDER {
        let grown: Vec<&Knot> = after.iter().filter(|knot| knot.kind == *kind).collect();
        if !grown.is_empty() {
            steps.push(Step { sort: sort(*kind), words: several(*kind, &grown), href: None, is_here: false });
        }
    }
    steps
}

fn sort(kind: Kind) -> &'static str {
    match kind {
        Kind::Activity => words::one_meeting(),
        Kind::Suggestion => words::one_suggestion(),
        kind => matter_words::sort(Some(kind.id())),
    }
}

/// How many there are, and how many of them have come to something.
fn several(kind: Kind, knots: &[&Knot]) -> String {
    let came = match kind {
        Kind::HandOver => knots.iter().filter(|knot| HandOver(&knot.body).reply_class().is_some()).count(),
        Kind::Suggestion => {
            let done = |knot: &&&Knot| Suggestion(&knot.body).implementation() == Some(Implementation::Done);
            knots.iter().filter(done).count()
        }
        _ => 0,
    };
    match (kind, came) {
        (Kind::HandOver, 1..) => words::several_answered(knots.len(), came),
        (Kind::Suggestion, 1..) => words::several_carried_out(knots.len(), came),
        _ => words::several(knots.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn knot(n: u128, kind: Kind, body: Fields) -> Knot {
        Knot { rec: RecordId(Uuid::from_u128(n)), kind, body }
    }

    #[test]
    fn what_grew_stands_once_with_how_much_of_it_came_to_something() {
        let said = |done: bool| {
            let body = Fields::default().with("narrative", "装一盏灯。").with("outcome", "adopted");
            if done { body.with("implementation", "done") } else { body }
        };
        let asked = knot(1, Kind::Request, Fields::default().with("narrative", "巷口没有灯。"));
        let matter = knot(2, Kind::Consultation, Fields::default().with("title", "巷口装灯"));
        let after = [
            knot(3, Kind::HandOver, Fields::default().with("unit", "区供电公司").with("demand:reply_class", "a")),
            knot(4, Kind::Suggestion, said(true)),
            knot(5, Kind::Suggestion, said(false)),
        ];
        let line = steps(&[asked], &matter, &after, |knot| knot.rec.to_string());
        let words: Vec<&str> = line.iter().map(|step| step.words.as_str()).collect();
        assert_eq!(words, ["巷口没有灯", "巷口装灯", "2 条，落实 1 条", "1 件，答复 1 件"]);
        assert_eq!(line.iter().map(|step| step.is_here).collect::<Vec<_>>(), [false, true, false, false]);
    }
}
