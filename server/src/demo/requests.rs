//! What citizens of the demo asked for in front of members, as far as each has come.

use super::{dice::Dice, play::Scene, roster::Roster};
use crate::clock::millis;
use domain::{
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    rating::Rating::{self, Content, Mostly},
    request::{
        CHANNEL, Channel, RAISED_ON, RATING, RESULT,
        RequestType::{self, Appeal, Practical, Service, Topic, Wish},
        TAKER, TYPE, VENUE, WORDS, WORKFLOW_PRESET,
    },
    workflow::{DEMAND, STAGE, WORKFLOW},
};
use jiff::{ToSpan, civil::Date};
use sync::wire::Act;

/// The stages after the first, each with how many days after the beginning it is entered.
const STAGES: [(&str, i64); 5] = [("dispatched", 1), ("accepted", 2), ("done", 9), ("rated", 13), ("closed", 15)];

/// A request as it is told.
struct Asked {
    /// How many days ago it was raised.
    ago: i64,
    /// Where, as a place in the venues.
    venue: usize,
    sort: RequestType,
    words: &'static str,
    /// What was done in the end, and how content whoever asked was.
    done: (&'static str, Rating),
    /// How many of [`STAGES`] it has come through.
    through: usize,
}

#[rustfmt::skip]
const ASKED: [Asked; 8] = [
    Asked { ago: 61, venue: 1, sort: Appeal, through: 5, words: "二单元楼道的灯坏了一个多月，晚上老人不敢下楼。",
        done: ("换了三只声控灯，物业答应每月查一次。", Content) },
    Asked { ago: 54, venue: 0, sort: Service, through: 5, words: "想请人教村里老人用手机缴医保。",
        done: ("赶集日在文化站教了两个上午，来了四十一位。", Content) },
    Asked { ago: 47, venue: 2, sort: Practical, through: 5, words: "晒场边缺一个避雨的棚，收粮时来不及搬。",
        done: ("合作社出料、委员出工，搭了六十平方米。", Mostly) },
    Asked { ago: 33, venue: 0, sort: Wish, through: 4, words: "想给村小学的阅览角添一些新书。",
        done: ("委员和书店一起添了一百二十册，孩子们自己选的。", Content) },
    Asked { ago: 16, venue: 1, sort: Appeal, through: 3, words: "巷口的下水井盖一走就响，夜里睡不着。",
        done: ("垫了胶圈，不响了；市政说下月整体更换。", Content) },
    Asked { ago: 9, venue: 0, sort: Appeal, through: 2, words: "通组路拐弯处看不见对面来车，想装一面镜子。",
        done: ("", Content) },
    Asked { ago: 4, venue: 1, sort: Service, through: 1, words: "想请懂法律的委员来讲讲租房合同怎么签。",
        done: ("", Content) },
    Asked { ago: 2, venue: 0, sort: Topic, through: 0, words: "集市日车停得乱，救护车进不来，能不能大家坐下来商量一下怎么停。",
        done: ("", Content) },
];

/// The scenes of all of them.
pub fn scenes<'a>(dice: &mut Dice, roster: &'a Roster, today: Date, now: u64) -> Vec<Scene<'a>> {
    ASKED.iter().flat_map(|asked| asked.scenes(dice, roster, today.saturating_sub(asked.ago.days()), now)).collect()
}

impl Asked {
    fn scenes<'a>(&self, dice: &mut Dice, roster: &'a Roster, begin: Date, now: u64) -> Vec<Scene<'a>> {
        let Some(author) = roster.working_at(self.venue, begin).first().copied() else { return Vec::new() };
        let (writer, staff) = (&roster.members[author], &roster.office[0]);
        let Some(taker) = writer.signed.account.member else { return Vec::new() };
        let venue = roster.venues[self.venue];
        let at = |days: i64| millis(begin.saturating_add(days.days()).at(10, 20, 0, 0)).min(now);
        let rec = RecordId(dice.id(at(0)));
        let scene =
            |at, who, act| Scene { at, who, rec, kind: Kind::Request, feed: Feed::Venue(venue), act, saw: None };
        let raised = Fields::default()
            .with(WORKFLOW, WORKFLOW_PRESET)
            .with(WORDS, self.words)
            .with(TYPE, self.sort.id())
            .with(RAISED_ON, begin.to_string())
            .with(VENUE, venue.to_string())
            .with(CHANNEL, Channel::Site.id());
        let mut scenes = vec![scene(at(0), writer, Act::Create(raised))];
        for (stage, days) in STAGES.into_iter().take(self.through) {
            let who = if ["accepted", "done"].contains(&stage) { writer } else { staff };
            let moved = Fields::default().with(WORKFLOW, WORKFLOW_PRESET).with(STAGE, stage);
            let moved = match stage {
                "accepted" => moved.with(TAKER, taker.to_string()),
                "done" => moved
                    .with(RESULT, self.done.0)
                    .with(format!("{DEMAND}:done_on"), begin.saturating_add(days.days()).to_string()),
                "rated" => moved.with(RATING, self.done.1.id()),
                _ => moved,
            };
            scenes.push(scene(at(days), who, Act::Patch(moved)));
        }
        scenes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_goes_through_the_stages_of_its_workflow_in_their_order() {
        let workflow = domain::workflow::preset(WORKFLOW_PRESET).unwrap();
        let way = workflow.stages.iter().filter(|stage| !stage.aside).map(|stage| stage.id.as_str());
        assert!(way.skip(1).eq(STAGES.map(|(stage, _)| stage)));
    }
}
