//! What people do: drawn by dice, through the same door as in the app.

use crate::{
    cast::{self, MEMBERS, Part, ROSTER, VENUES},
    telling,
    world::{BEGINNING, World},
};
use domain::{
    activity::{Activity, CONFIRMED, RECORDED_FOR, REVIEW, attendance_field, objection_field},
    confirmation,
    fields::Fields,
    id::{Feed, RecordId, VenueId},
    kind::Kind,
    review::Review,
    sign_in::{DOOR, Door, Link, Shown, sign_in_field},
};
use serde_json::{Value, json};
use sync::{
    client::{Edit, RecordView},
    wire::{Act, Empty, SetElem},
};
use uuid::Uuid;

fn text(words: &'static str) -> Value {
    Value::from(words)
}

impl World<'_> {
    /// The holder of a device does something.
    pub fn person_acts(&mut self, index: usize) {
        if self.plan.photos && self.rng.happens(100) {
            self.clears_photos(index);
        }
        if self.rng.happens(250) && self.clears_tray(index) {
            return;
        }
        let edits = match self.devices[index].part {
            Part::Staff if self.rng.happens(600) => self.reviews(),
            Part::Staff => self.keeps_roster(index),
            Part::Member | Part::Convenor => self.records(index),
        };
        if !edits.is_empty() {
            self.saves(index, edits, &[]);
        }
    }

    pub(crate) fn saves(&mut self, index: usize, edits: Vec<Edit>, replaced: &[u64]) {
        let now = self.now;
        self.note(|| format!("device {index} saves {}", telling::edits(&edits, replaced)));
        let device = &mut self.devices[index];
        let here = device.pictures();
        let saved = device.client.save_with(edits, replaced, &here, device.clock(now));
        device.remember(&saved, replaced);
    }

    /// Replaces a refused operation, or lets it go.
    fn clears_tray(&mut self, index: usize) -> bool {
        let refused: Vec<_> =
            self.devices[index].client.replica().refused().map(|op| (op.key, op.op.clone())).collect();
        let Some((key, op)) = self.rng.pick(&refused).cloned() else { return false };
        let kind = op.kind.parse::<Kind>();
        match kind {
            Ok(kind) if self.rng.happens(600) => {
                let act = if matches!(op.act, Act::Create(_)) { Act::Create(self.body()) } else { self.change() };
                self.seen.hit("tray: replaced");
                self.saves(index, vec![Edit { rec: op.rec, kind, feed: op.feed, act, base: None }], &[key]);
            }
            _ => {
                self.seen.hit("tray: discarded");
                self.saves(index, Vec::new(), &[key]);
            }
        }
        true
    }

    /// A member or a convenor: new activities, changes of those on the screen, now and then nonsense.
    fn records(&mut self, index: usize) -> Vec<Edit> {
        let views: Vec<RecordView> = {
            let replica = self.devices[index].client.replica();
            replica.views().filter(|view| view.kind == Kind::Activity.id()).collect()
        };
        let known = self.rng.pick(&views).cloned();
        match (self.rng.below(100), known) {
            (0..30, _) | (_, None) => self.creates(index),
            (30..38, Some(view)) => vec![of(&view, self.speaks(index))],
            (38..44, Some(view)) if self.plan.photos => vec![of(&view, self.changes_photos(index, &view))],
            (38..76, Some(view)) => {
                let times = if self.rng.happens(200) { 2 } else { 1 };
                (0..times).map(|_| of(&view, self.change())).collect()
            }
            (76..84, Some(view)) => vec![of(&view, Act::Delete(Empty {}))],
            (84..92, Some(view)) => {
                let returned = views.iter().find(|view| Activity(&view.body).review() == Some(Review::Returned));
                vec![of(returned.unwrap_or(&view), Act::Patch(Fields::default().with(REVIEW, "pending")))]
            }
            (92..94, Some(view)) => vec![Edit { feed: self.any_feed(), ..of(&view, self.change()) }],
            (94..96, Some(view)) => vec![of(&view, Act::Create(self.body()))],
            (96..98, _) => vec![Edit { rec: self.new_rec(), ..self.nonsense() }],
            (_, Some(_)) => vec![self.nonsense()],
        }
    }

    fn creates(&mut self, index: usize) -> Vec<Edit> {
        let granted: Vec<Feed> = self.devices[index]
            .client
            .meta()
            .grants
            .iter()
            .flat_map(|list| &list.feeds)
            .map(|grant| grant.id)
            .filter(|feed| *feed != ROSTER)
            .collect();
        let feed = match self.rng.pick(&granted) {
            Some(feed) if !self.rng.happens(60) => *feed,
            _ => self.any_feed(),
        };
        let rec = self.new_rec();
        let body = self.body();
        let act = Act::Create(self.with_photo(index, body));
        let mut edits = vec![Edit { rec, kind: Kind::Activity, feed, act, base: None }];
        if self.rng.happens(300) {
            edits.push(Edit { act: self.change(), ..edits[0].clone() });
        }
        edits
    }

    fn nonsense(&mut self) -> Edit {
        let rec = RecordId::from(VENUES[0]);
        let kinds =
            [(Kind::Activity, Feed::Venue(VENUES[0])), (Kind::Venue, Feed::Venue(VENUES[0])), (Kind::Member, ROSTER)];
        let (kind, feed) = *self.rng.pick(&kinds).unwrap_or(&kinds[0]);
        Edit { rec, kind, feed, act: self.change(), base: None }
    }

    pub(crate) fn new_rec(&mut self) -> RecordId {
        RecordId(Uuid::from_u128(u128::from(self.rng.any()) << 64 | u128::from(self.rng.any())))
    }

    fn any_feed(&mut self) -> Feed {
        let feeds = [
            Feed::Venue(VENUES[0]),
            Feed::Venue(VENUES[1]),
            Feed::Venue(VENUES[2]),
            Feed::Member(MEMBERS[0]),
            Feed::Venue(VenueId(Uuid::from_u128(0xdead))),
            Feed::Office(cast::COMMITTEE.0),
        ];
        *self.rng.pick(&feeds).unwrap_or(&feeds[0])
    }

    /// What the holder of a device says of the own person, now and then of somebody else.
    fn speaks(&mut self, index: usize) -> Act {
        let account = self.server.accounts.get(&self.devices[index].user);
        let own = account.and_then(|account| account.member).unwrap_or(MEMBERS[1]);
        let me = if self.rng.happens(100) { MEMBERS[0] } else { own };
        let fields = Fields::default();
        Act::Patch(match self.rng.below(6) {
            0 => fields.with(attendance_field(me), "leave"),
            1 => fields.with(attendance_field(me), "accepted"),
            2 => fields.with(objection_field(me), "那天不在"),
            3 => fields.with(CONFIRMED, confirmation::by_device(&Fields::default())),
            _ => {
                let late = if self.rng.happens(300) { 2 * HOUR } else { 0 };
                let shown = door().shown(SECRET, self.now.saturating_sub(late));
                let step = if self.rng.happens(100) { 999 } else { shown.map_or(1, |shown| shown.step) };
                let code = shown.map_or(SECRET, |shown| shown.code);
                let read = Shown { step, code };
                fields.with(attendance_field(me), "present").with(sign_in_field(me), read.value())
            }
        })
    }

    /// The fields of a new activity; one of eight is incomplete.
    fn body(&mut self) -> Fields {
        let persons = self.rng.below(4);
        let body = whole().with("measure:persons", persons).with("tags", json!(["b", "a"]));
        match self.rng.below(16) {
            0 => body.with("narrative", Value::Null),
            1 => body.with(format!("attendance:{}", MEMBERS[0]), "leave"),
            2..5 => body.with(format!("attendance:{}", MEMBERS[1]), "invited"),
            5..7 => body.with(RECORDED_FOR, MEMBERS[1].to_string()),
            7..10 => body.with(DOOR, door().value()).with("phase", "planned"),
            _ => body,
        }
    }

    /// A change of an activity.
    pub(crate) fn change(&mut self) -> Act {
        let elem = (*self.rng.pick(&["a", "b", "c"]).unwrap_or(&"a")).to_owned();
        let in_tags = |elem| SetElem { set: "tags".into(), elem };
        let number = Value::from(self.rng.below(4));
        let patch = |field: &str, value: Value| Act::Patch(Fields([(field.to_owned(), value)].into()));
        match self.rng.below(40) {
            0..8 => patch("measure:persons", number),
            8..12 => patch("measure:person_times", number),
            12..17 => patch("narrative", Value::from(format!("走访 {number} 户。"))),
            17..21 => patch("place", Value::from(format!("柳林村 {number} 组"))),
            21..23 => patch("phase", text(if self.rng.happens(500) { "planned" } else { "cancelled" })),
            23..25 => patch(&format!("attendance:{}", MEMBERS[1]), text("accepted")),
            25 => patch("measure:persons", Value::Null),
            26 => patch("narrative", Value::Null),
            27 => patch("mood", json!({ "x": number })),
            28..31 => Act::Add(in_tags(elem)),
            31..34 => Act::Remove(in_tags(elem)),
            34 => patch("tags", json!([elem])),
            35 => patch("tags", Value::Null),
            36 => patch("narrative", Value::from("字".repeat(600))),
            37 => patch("measure:persons", Value::from(-1)),
            38 => Act::Add(SetElem { set: "place".into(), elem }),
            _ => Act::Patch(Fields([("place".into(), text("两处")), ("measure:persons".into(), number)].into())),
        }
    }
}

const HOUR: u64 = 60 * 60_000;
/// What codes at the door are made from.
const SECRET: Link = [9; 16];

/// A door that shows codes since before a world begins and for as long as it lasts.
fn door() -> Door {
    Door::new(SECRET, BEGINNING - 10 * HOUR, HOUR, 1_000)
}

/// The fields of an activity that may be submitted.
pub(crate) fn whole() -> Fields {
    Fields::default()
        .with("type", "visit")
        .with("phase", "held")
        .with("start", "2026-05-04T09:00")
        .with("place", "柳林村")
        .with(format!("attendance:{}", MEMBERS[0]), "present")
        .with("narrative", "走访三户。")
}

pub(crate) fn of(view: &RecordView, act: Act) -> Edit {
    let kind = view.kind.parse().unwrap_or(Kind::Activity);
    Edit { rec: view.rec, kind, feed: view.feed, act, base: None }
}
