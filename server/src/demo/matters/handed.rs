//! What was given to units out of a matter, as far as each has answered.

use crate::demo::{play::Scene, roster::Player};
use domain::{
    fields::Fields,
    hand_over::{
        ASK, DEADLINE, HANDED_ON, ORIGIN, PART, Part, REPLIED_ON, REPLY, REPLY_CLASS, ReplyClass, UNIT, VENUE,
        WORKFLOW_PRESET,
    },
    id::{Feed, RecordId, VenueId},
    kind::Kind,
    workflow::{DEMAND, STAGE, WORKFLOW},
};
use jiff::{ToSpan, civil::Date};
use sync::wire::Act;

/// The stages after the first, each with how many days after it was handed over it is entered.
const STAGES: [(&str, i64); 5] =
    [("received", 2), ("replied", 27), ("checked", 29), ("followed_up", 51), ("closed", 53)];
/// How many days a unit has to answer.
const DAYS: i64 = 60;

/// A hand-over as it is told.
pub struct Handed<'t> {
    /// Which unit, and its part.
    pub unit: (&'t str, Part),
    /// What it is asked.
    pub ask: &'t str,
    /// How it talked with whoever raised it, what it answered, and how that is classed.
    pub reply: (&'t str, &'t str, ReplyClass),
    /// What was seen afterwards.
    pub seen: &'t str,
    /// How many of the stages it has come through.
    pub through: usize,
}

/// Who takes part in a hand-over, and where it lies.
pub struct Around<'a> {
    /// The matter.
    pub origin: RecordId,
    /// The venue, where it is one's matter.
    pub venue: Option<VenueId>,
    /// Where it lies.
    pub feed: Feed,
    /// Who raised the matter, and the office.
    pub hands: [&'a Player; 2],
    /// The day on which it is given.
    pub begin: Date,
}

impl Handed<'_> {
    /// What is done about it; `at` tells the moment of a day of it, from 0.
    pub fn scenes<'a>(&self, rec: RecordId, around: &Around<'a>, at: impl Fn(i64) -> u64) -> Vec<Scene<'a>> {
        let [writer, staff] = around.hands;
        let feed = around.feed;
        let scene = |days, who, act| Scene { at: at(days), who, rec, kind: Kind::HandOver, feed, act, saw: None };
        let mut scenes = vec![scene(0, staff, Act::Create(self.fields(around)))];
        for (stage, days) in STAGES.into_iter().take(self.through) {
            let who = if stage == "followed_up" { writer } else { staff };
            let day = around.begin.saturating_add(days.days());
            scenes.push(scene(days, who, Act::Patch(self.moved(stage, day))));
        }
        scenes
    }

    fn fields(&self, around: &Around<'_>) -> Fields {
        let (unit, part) = self.unit;
        let home = around.venue.map_or_else(Fields::default, |venue| Fields::default().with(VENUE, venue.to_string()));
        home.with(WORKFLOW, WORKFLOW_PRESET)
            .with(ORIGIN, around.origin.to_string())
            .with(UNIT, unit)
            .with(PART, part.id())
            .with(ASK, self.ask)
            .with(HANDED_ON, around.begin.to_string())
            .with(DEADLINE, around.begin.saturating_add(DAYS.days()).to_string())
    }

    fn moved(&self, stage: &str, day: Date) -> Fields {
        let moved = Fields::default().with(WORKFLOW, WORKFLOW_PRESET).with(STAGE, stage);
        let (talked, reply, class) = self.reply;
        let demand = |id: &str| format!("{DEMAND}:{id}");
        match stage {
            "replied" => moved
                .with(demand("talked"), talked)
                .with(REPLY, reply)
                .with(REPLY_CLASS, class.id())
                .with(REPLIED_ON, day.to_string()),
            "followed_up" => moved.with(demand("visited_on"), day.to_string()).with(demand("seen"), self.seen),
            _ => moved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_over_goes_through_the_stages_of_its_workflow_in_their_order() {
        let workflow = domain::workflow::preset(WORKFLOW_PRESET).unwrap();
        let way = workflow.stages.iter().filter(|stage| !stage.aside && !workflow.turns_back(stage));
        assert!(way.map(|stage| stage.id.as_str()).skip(1).eq(STAGES.map(|(stage, _)| stage)));
    }
}
