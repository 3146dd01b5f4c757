//! Plays the year: every record by an operation of its author, every review by one of the office, each at its time.

use super::{
    roster::{Player, Roster},
    year::{Planned, Verdict},
};
use crate::{
    auth::actor,
    clock,
    store::{Incoming, Store},
};
use anyhow::{Context, bail};
use domain::{
    activity::{NARRATIVE, PLACE, REVIEW, REVIEW_REASON},
    fields::Fields,
    id::{DeviceId, Feed, RecordId},
    kind::Kind,
    review::Review,
    schema::SCHEMA,
};
use std::collections::BTreeMap;
use sync::{
    clock::Hlc,
    server::group::Push,
    wire::{Act, Op, OutboxReport, Outcome},
};

const DAY: u64 = 24 * 60 * 60_000;

/// Sends operations as phones and desks would.
struct Stage<'a> {
    store: &'a dyn Store,
    sent: BTreeMap<DeviceId, u64>,
    versions: BTreeMap<RecordId, u64>,
}

/// Writes roster and year into an empty store. `entered` is when the roster was entered, in milliseconds since 1970.
///
/// # Errors
/// Where an operation is refused: the demo then breaks a rule of the domain, and nothing of it may be shown.
pub async fn play(store: &dyn Store, roster: &Roster, year: &[Planned], entered: u64) -> anyhow::Result<()> {
    let mut stage = Stage { store, sent: BTreeMap::new(), versions: BTreeMap::new() };
    enter_roster(&mut stage, roster, entered).await?;
    let mut scenes: Vec<(u64, &Planned, Scene)> = Vec::new();
    for one in year {
        scenes.push((one.submitted, one, Scene::Submit));
        match one.review {
            Some((at, Verdict::Approved)) => scenes.push((at, one, Scene::Approve)),
            Some((at, Verdict::Returned)) => scenes.push((at, one, Scene::Return)),
            Some((at, Verdict::Void)) => scenes.push((at, one, Scene::Void)),
            Some((at, Verdict::Mended)) => {
                let again = at + DAY / 2;
                scenes.extend([
                    (at, one, Scene::Return),
                    (again, one, Scene::Mend),
                    (again + DAY, one, Scene::Approve),
                ]);
            }
            None => {}
        }
    }
    scenes.sort_by_key(|(at, one, scene)| (*at, one.rec, *scene));
    let [staff, ..] = &roster.office;
    for (at, one, scene) in scenes {
        let feed = Feed::Venue(roster.venues[one.venue].0);
        let who = if matches!(scene, Scene::Submit | Scene::Mend) { &roster.members[one.author] } else { staff };
        let act = scene.act(&one.fields, one.rec);
        stage.send(who, at, one.rec, Kind::Activity, feed, act).await?;
    }
    Ok(())
}

async fn enter_roster(stage: &mut Stage<'_>, roster: &Roster, at: u64) -> anyhow::Result<()> {
    let [staff, ..] = &roster.office;
    let feed = Feed::Ref(roster.committee);
    let whole = Act::Create(roster.committee_fields.clone());
    stage.send(staff, at, roster.committee.into(), Kind::Committee, feed, whole).await?;
    for (venue, fields) in &roster.venues {
        stage.send(staff, at, (*venue).into(), Kind::Venue, feed, Act::Create(fields.clone())).await?;
    }
    for (sector, fields) in &roster.sectors {
        stage.send(staff, at, *sector, Kind::Sector, feed, Act::Create(fields.clone())).await?;
    }
    for (quota, fields) in &roster.quotas {
        stage.send(staff, at, *quota, Kind::Quota, feed, Act::Create(fields.clone())).await?;
    }
    for player in &roster.members {
        let (id, fields) = player.signed.account.member.zip(player.signed.member.clone()).context("not a member")?;
        stage.send(staff, at, id.into(), Kind::Member, feed, Act::Create(fields)).await?;
    }
    Ok(())
}

impl Stage<'_> {
    async fn send(
        &mut self,
        who: &Player,
        at: u64,
        rec: RecordId,
        kind: Kind,
        feed: Feed,
        act: Act,
    ) -> anyhow::Result<()> {
        let last = self.sent.entry(who.device).or_insert(0);
        *last += 1;
        let op = Op {
            n: *last,
            rec,
            kind: kind.id().to_owned(),
            feed,
            base: self.versions.get(&rec).copied().unwrap_or(0),
            epoch: Some(self.store.epoch().to_owned()),
            hlc: Hlc::at(at),
            schema: SCHEMA,
            act,
        };
        let push = Push { device: who.device, actor: actor(&who.signed, clock::day(at)), ops: vec![op] };
        let answers = self.store.apply(&[Incoming { push, waiting: OutboxReport::default() }], at).await?;
        let results = answers.into_iter().next().and_then(Result::ok).context("the push was turned away")?;
        match results.first().map(|result| &result.outcome) {
            Some(Outcome::Applied { ver }) => self.versions.insert(rec, *ver),
            other => bail!("{} {rec} of {} was refused: {other:?}", kind, who.signed.account.name),
        };
        Ok(())
    }
}

/// What is done to a record, in the order in which it may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scene {
    Submit,
    Return,
    Mend,
    Approve,
    Void,
}

/// Reasons for sending something back, each with what the member then adds.
const REASONS: [(&str, &str); 6] = [
    ("联系群众的人次和经过里写的户数对不上，请按签到表核对。", "人次已按签到表核对。"),
    ("经过里没写是哪个村民小组，请补一句，方便以后回访。", "地点在村委会旁的第二小组。"),
    ("请写明谈了什么结果；还没有结果的，写下一步谁来办。", "下一步由联络员跟进，月底前回话。"),
    ("参加的委员里少填了一位，签到表上有他的名字。", "参加人员已补齐。"),
    ("开始时间和照片上的时间差了半天，请核对。", "时间已核对，以签到表为准。"),
    ("同一天另有一条很像的记录，请说明是不是同一场。", "与另一条不是同一场，那一场在下午。"),
];

impl Scene {
    fn act(self, fields: &Fields, rec: RecordId) -> Act {
        let (reason, added) = REASONS[(rec.0.as_u128() % REASONS.len() as u128) as usize];
        let review = |state: Review| Fields::default().with(REVIEW, state.id());
        match self {
            Scene::Submit => Act::Create(fields.clone()),
            Scene::Return => Act::Patch(review(Review::Returned).with(REVIEW_REASON, reason)),
            Scene::Mend => {
                let told = format!("{}{added}", fields.text(NARRATIVE).unwrap_or_default());
                Act::Patch(review(Review::Pending).with(NARRATIVE, told))
            }
            Scene::Approve => Act::Patch(review(Review::Approved)),
            Scene::Void => {
                let place = fields.text(PLACE).unwrap_or_default();
                let why = format!("{place}这一场由区里统一组织，已另外记录，这一条作废以免重复计数。");
                Act::Patch(review(Review::Void).with(REVIEW_REASON, why))
            }
        }
    }
}
