//! What the office does: decides, corrects, merges, keeps the roster.

use crate::{
    cast::{self, ROSTER},
    person::{of, whole},
    world::World,
};
use domain::{
    activity::{MERGED_INTO, ORIGIN, REVIEW, REVIEW_BEFORE, REVIEW_REASON},
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    schema::is_review,
};
use serde_json::Value;
use sync::{
    client::{Edit, RecordView},
    server::group::Push,
    wire::{Act, Empty},
};

impl World<'_> {
    /// Staff look at what the server has, and decide on it; what they read may be old when they write.
    pub(crate) fn reviews(&mut self) -> Vec<Edit> {
        let waiting: Vec<(RecordId, Feed, u64)> = {
            let activities = self.server.rows.records.values().filter(|record| record.kind == Kind::Activity);
            activities.map(|record| (record.rec, record.feed, record.ver)).collect()
        };
        let Some((rec, feed, ver)) = self.rng.pick(&waiting).copied() else { return Vec::new() };
        let base = if self.rng.happens(150) { ver.saturating_sub(1) } else { ver };
        if self.rng.happens(60) {
            return self.refiles(rec, base);
        }
        let act = match self.rng.below(10) {
            0 => self.change(),
            1..3 => self.corrects(),
            3 => self.merges(&waiting),
            4 => self.restores(rec),
            _ => self.decides(),
        };
        vec![Edit { rec, kind: Kind::Activity, feed, act, base: Some(base) }]
    }

    /// A step of the review that is plain, now and then without its reason.
    fn decides(&mut self) -> Act {
        let to = *self.rng.pick(&["approved", "approved", "returned", "returned", "void"]).unwrap_or(&"approved");
        let mut fields = Fields::default().with(REVIEW, to);
        if to != "approved" && !self.rng.happens(100) {
            fields.set(REVIEW_REASON, "请补充");
        }
        Act::Patch(fields)
    }

    /// What was filed under the wrong venue is made void, and created anew where it belongs.
    fn refiles(&mut self, rec: RecordId, base: u64) -> Vec<Edit> {
        let Some(record) = self.server.rows.records.get(&rec) else { return Vec::new() };
        let (from, body) = (record.feed, record.body.clone());
        let goes_along =
            |field: &str| !is_review(field) && !["sign_in", "objection", "merged", "photo"].contains(&stem(field));
        let mut body: Fields = body.0.into_iter().filter(|(field, _)| goes_along(field)).collect();
        body.set(ORIGIN, rec.to_string());
        let fields = Fields::default().with(REVIEW, "void").with(REVIEW_REASON, "记错了阵地");
        let (kind, feed) = (Kind::Activity, Feed::Venue(cast::VENUES[self.rng.below(3) as usize]));
        let voids = Edit { rec, kind, feed: from, act: Act::Patch(fields), base: Some(base) };
        vec![voids, Edit { rec: self.new_rec(), kind, feed, act: Act::Create(body), base: None }]
    }

    /// A change of what was approved; some change nothing.
    fn corrects(&mut self) -> Act {
        let persons = self.rng.below(4);
        let fields = Fields::default().with(REVIEW, "approved").with(REVIEW_REASON, "按签到表更正");
        Act::Patch(fields.with("measure:persons", persons))
    }

    /// One of two that are the same goes; now and then the other is not there.
    fn merges(&mut self, known: &[(RecordId, Feed, u64)]) -> Act {
        let there = self.rng.pick(known).map(|(rec, ..)| *rec);
        let into = if self.rng.happens(100) { self.new_rec() } else { there.unwrap_or_else(|| self.new_rec()) };
        let fields = Fields::default().with(REVIEW, "void").with(REVIEW_REASON, "与另一条是同一场");
        Act::Patch(fields.with(MERGED_INTO, into.to_string()))
    }

    /// Back to where the record stood before it was merged, or somewhere else.
    fn restores(&mut self, rec: RecordId) -> Act {
        let before = self.server.rows.records.get(&rec).and_then(|record| record.body.text(REVIEW_BEFORE));
        Act::Patch(Fields::default().with(REVIEW, before.unwrap_or("pending")))
    }

    pub(crate) fn keeps_roster(&mut self, index: usize) -> Vec<Edit> {
        let views: Vec<RecordView> = {
            let replica = self.devices[index].client.replica();
            replica.views().filter(|view| view.feed == ROSTER).collect()
        };
        let kind = if self.rng.happens(500) { Kind::Venue } else { Kind::Member };
        match (self.rng.below(10), self.rng.pick(&views).cloned()) {
            (0..3, _) | (_, None) => {
                let name = if self.rng.happens(100) { " " } else { "新名" };
                let act = Act::Create(Fields::default().with("name", name));
                vec![Edit { rec: self.new_rec(), kind, feed: ROSTER, act, base: None }]
            }
            (3..8, Some(view)) => {
                let note = Value::from(self.rng.below(4));
                vec![of(&view, Act::Patch(Fields([("note".into(), note)].into())))]
            }
            (8, Some(view)) => vec![of(&view, Act::Delete(Empty {}))],
            (_, Some(view)) => vec![Edit { kind, ..of(&view, Act::Patch(Fields::default().with("name", "改名"))) }],
        }
    }

    /// The office's last word in every feed that there is.
    pub fn last_words(&mut self) -> Vec<Edit> {
        let feeds: Vec<Feed> = self.server.rows.feeds.keys().copied().collect();
        let mut edits = Vec::new();
        for feed in feeds {
            let rec = self.new_rec();
            let named = || Act::Create(Fields::default().with("name", "末页"));
            match feed {
                Feed::Ref(_) => edits.push(Edit { rec, kind: Kind::Member, feed, act: named(), base: None }),
                Feed::Venue(_) | Feed::Member(_) => {
                    let act = Act::Create(whole());
                    edits.push(Edit { rec, kind: Kind::Activity, feed, act, base: None });
                }
                Feed::Office(_) => {}
            }
        }
        edits
    }

    /// The office's own desk writes, past the network.
    pub fn office_writes(&mut self, edits: Vec<Edit>) {
        let device = cast::device(cast::OFFICE, 1);
        let last = self.server.rows.devices.get(&device).map_or(0, |row| row.last_n);
        let base = |edit: &Edit| self.server.rows.records.get(&edit.rec).map_or(0, |record| record.ver);
        let numbered = edits.into_iter().zip(last + 1..);
        let ops = numbered.map(|(edit, n)| cast::office_op(n, base(&edit), self.now + n, edit)).collect();
        let (staff, _) = cast::holder(1);
        let Some(actor) = self.server.accounts.get(&staff).cloned() else { return };
        self.server.write(&[Push { device, actor, epoch: None, ops }], self.now, self.wiring, &mut self.seen);
    }
}

fn stem(field: &str) -> &str {
    field.split(':').next().unwrap_or(field)
}
