//! Consultations of the demo, each from somebody's words as far as it has come: what was said, where it was talked about,
//! what became of every suggestion.

mod handed;
mod published;
mod under_way;

use super::{
    dice::Dice,
    places::VENUES,
    plan::{DAY, Planned, Verdict, When},
    play::Scene,
    roster::Roster,
    stories::Told,
};
use crate::clock::millis;
use domain::{
    activity::ActivityType,
    consultation::{self, Source},
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    suggestion::{self, Implementation, Outcome, Voice},
    workflow::{DEMAND, STAGE, WORKFLOW},
};
pub use handed::{Around, Handed};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use sync::wire::Act;

/// The workflow that all of them follow, the preset for a 微协商.
const FOLLOWS: &str = "consultation_short_1";
/// Its stages after the first, each with how many days after the beginning it is entered.
const STAGES: [(&str, i64); 5] =
    [("deliberating", 6), ("suggested", 14), ("handed_over", 16), ("answered", 45), ("rated", 70)];
/// How many days after the beginning people sit together.
const MEETING: i64 = 12;

/// A matter as it is told.
pub struct Matter {
    /// Where, as a place in [`VENUES`].
    venue: usize,
    /// Who brought it up.
    source: Source,
    /// What it is about.
    title: &'static str,
    /// What lies behind it.
    behind: &'static str,
    /// Who sits at the table beside the members.
    parties: &'static str,
    /// Persons who were there, and what happened when they talked about it.
    meeting: (i64, &'static str),
    /// What was proposed.
    said: &'static [Said],
    /// What was given to units.
    handed: &'static [Handed<'static>],
    /// What came of it in the end.
    result: &'static str,
    /// How many of [`STAGES`] it has come through.
    through: usize,
}

/// A suggestion: whose, what, what became of it, and the words that go with that: why not, or what shows that it was done.
pub struct Said(Voice, &'static str, Outcome, Option<Implementation>, &'static str);

/// The scenes of all of them: those of the published year, and those of the year up to today.
pub fn scenes<'a>(dice: &mut Dice, roster: &'a Roster, today: Date, now: u64) -> Vec<Scene<'a>> {
    let day = |on: i16| date(2022, (on / 100) as i8, (on % 100) as i8);
    let published = published::MATTERS.iter().map(|(on, matter)| (day(*on), matter));
    let under_way = under_way::MATTERS.iter().map(|(ago, matter)| (today.saturating_sub(ago.days()), matter));
    published.chain(under_way).flat_map(|(begin, matter)| matter.scenes(dice, roster, begin, (today, now))).collect()
}

impl Matter {
    /// What is done about it, from the day on which it is raised.
    fn scenes<'a>(
        &self,
        dice: &mut Dice,
        roster: &'a Roster,
        begin: Date,
        (today, now): (Date, u64),
    ) -> Vec<Scene<'a>> {
        let Some(author) = roster.working_at(self.venue, begin).first().copied() else { return Vec::new() };
        let (writer, staff) = (&roster.members[author], &roster.office[0]);
        let venue = roster.venues[self.venue];
        let at = |days: i64| millis(begin.saturating_add(days.days()).at(9, 30, 0, 0)).min(now);
        let rec = RecordId(dice.id(at(0)));
        let scene = |at, who, rec, kind, act| Scene { at, who, rec, kind, feed: Feed::Venue(venue), act, saw: None };
        let raised = Act::Create(self.fields(begin).with(consultation::VENUE, venue.to_string()));
        let mut scenes = vec![scene(at(0), writer, rec, Kind::Consultation, raised)];
        for (stage, days) in STAGES.into_iter().take(self.through) {
            let who = if ["deliberating", "rated"].contains(&stage) { writer } else { staff };
            let day = begin.saturating_add(days.days());
            let moved = Act::Patch(self.moved(stage, day));
            scenes.push(scene(at(days), who, rec, Kind::Consultation, moved));
        }
        if self.through < 2 {
            return scenes;
        }
        let day = begin.saturating_add(MEETING.days());
        let (people, text) = self.meeting;
        let place = VENUES.get(self.venue).map_or("", |venue| venue.place);
        let told = Told { place, kind: ActivityType::ConsultationMeeting, measures: [people, people, 0], text };
        let meeting = Planned::at_venue(dice, roster, self.venue, Some(author), &told, When { day, today, now });
        if let Some(mut meeting) = meeting {
            meeting.fields.set(consultation::ORIGIN, rec.to_string());
            meeting.review = (self.through > 2).then_some((meeting.submitted + DAY, Verdict::Approved));
            scenes.extend(meeting.scenes(roster));
        }
        let settled = self.through > 3;
        for (minutes, said) in (0..).zip(self.said) {
            let one = RecordId(dice.id(at(MEETING)));
            let made = said.made(day, rec).with(suggestion::VENUE, venue.to_string());
            scenes.push(scene(at(MEETING) + minutes * 60_000, writer, one, Kind::Suggestion, Act::Create(made)));
            if settled {
                // The office writes down what became of them the day before it tells the site.
                let act = Act::Patch(said.became());
                scenes.push(scene(at(STAGES[3].1) - DAY + minutes * 60_000, staff, one, Kind::Suggestion, act));
            }
        }
        let days_to = STAGES[2].1;
        let begin = begin.saturating_add(days_to.days());
        let around =
            Around { origin: rec, venue: Some(venue), feed: Feed::Venue(venue), hands: [writer, staff], begin };
        for handed in self.handed {
            let one = RecordId(dice.id(at(days_to)));
            scenes.extend(handed.scenes(one, &around, |days| at(days_to + days)));
        }
        scenes
    }

    fn fields(&self, begin: Date) -> Fields {
        Fields::default()
            .with(WORKFLOW, FOLLOWS)
            .with(consultation::TITLE, self.title)
            .with(consultation::SOURCE, self.source.id())
            .with(consultation::RAISED_ON, begin.to_string())
            .with(consultation::NARRATIVE, self.behind)
            .with(consultation::PARTIES, self.parties)
    }

    /// What a move to a stage writes, with what the stage demands.
    fn moved(&self, stage: &str, day: Date) -> Fields {
        let moved = Fields::default().with(WORKFLOW, FOLLOWS).with(STAGE, stage);
        match stage {
            "answered" => moved.with(format!("{DEMAND}:result"), self.result),
            "rated" => moved.with(format!("{DEMAND}:visited_on"), day.to_string()),
            _ => moved,
        }
    }
}

impl Said {
    fn made(&self, day: Date, origin: RecordId) -> Fields {
        let Said(voice, words, ..) = self;
        Fields::default()
            .with(suggestion::ORIGIN, origin.to_string())
            .with(suggestion::VOICE, voice.id())
            .with(suggestion::MADE_ON, day.to_string())
            .with(suggestion::WORDS, *words)
    }

    fn became(&self) -> Fields {
        let Said(.., outcome, implementation, words) = self;
        let mut became = Fields::default().with(suggestion::OUTCOME, outcome.id());
        if let Some(implementation) = implementation {
            became.set(suggestion::IMPLEMENTATION, implementation.id());
        }
        let field = if outcome.is_taken_up() { suggestion::EVIDENCE } else { suggestion::OUTCOME_REASON };
        if !words.is_empty() {
            became.set(field, *words);
        }
        became
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_year_has_four_consultations_with_thirty_three_suggestions() {
        let said = published::MATTERS.iter().map(|(_, matter)| matter.said.len());
        assert_eq!((published::MATTERS.len(), said.sum::<usize>()), (4, 33));
    }

    #[test]
    fn every_stage_of_the_workflow_is_gone_through_in_its_order() {
        let workflow = domain::workflow::preset(FOLLOWS).unwrap();
        let stages = workflow.stages.iter().filter(|stage| !stage.aside).map(|stage| stage.id.as_str());
        assert!(stages.skip(1).eq(STAGES.map(|(stage, _)| stage)));
    }
}
