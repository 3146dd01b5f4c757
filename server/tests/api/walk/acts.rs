//! Every kind of record and every act on it, by everybody, through sync; compared with the table of the policy.

use super::{
    bodies::{body, led_there, step},
    world::{Ground, MEMBER_A, WHO, World, activity_at, ops},
};
use crate::stage::{NOON, Stage};
use domain::{
    id::{DeviceId, Feed, MemberId, RecordId, UserId},
    kind::Kind,
    policy::{self, Act, Held, Role, Standing},
    review::ReviewAct,
    sign_in::Door,
};
use insta::assert_snapshot;
use serde_json::{Value, json};
use sync::{clock::Hlc, wire};
use uuid::Uuid;

const ACTS: [Act; 14] = [
    Act::Create,
    Act::Edit,
    Act::Review(ReviewAct::Approve),
    Act::Review(ReviewAct::Return),
    Act::Review(ReviewAct::Void),
    Act::Review(ReviewAct::Resubmit),
    Act::Review(ReviewAct::Correct),
    Act::Review(ReviewAct::Restore),
    Act::Contribute,
    Act::Answer,
    Act::SignIn,
    Act::Move,
    Act::Settle,
    Act::Delete,
];

/// Who writes: their account, and the member they are.
struct Writer {
    user: UserId,
    member: Option<MemberId>,
    held: Vec<Held>,
    token: String,
}

/// One thing that everybody tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Try {
    kind: Kind,
    act: Act,
    ground: Ground,
    standing: Standing,
}

impl Try {
    fn all() -> Vec<Try> {
        let mut tries = Vec::new();
        for kind in Kind::ALL.iter().copied() {
            for act in ACTS.into_iter().filter(|act| knows(kind, *act)) {
                for standing in standings(kind, act) {
                    let fits = |ground: &Ground| !kind.is_roster() || *ground != Ground::Elsewhere;
                    let grounds = Ground::ALL.into_iter().filter(fits);
                    tries.extend(grounds.map(|ground| Try { kind, act, ground, standing: *standing }));
                }
            }
        }
        tries
    }

    fn feed(self) -> Feed {
        match self.kind {
            kind if kind == Kind::Mirror || domain::submitted::is_ones(kind) => Feed::Member(self.ground.member()),
            kind if kind.is_work() || kind == Kind::Check => Feed::Venue(self.ground.venue()),
            _ => Feed::Ref(self.ground.committee()),
        }
    }

    fn makes_second_committee(self) -> bool {
        self.kind == Kind::Committee && self.act == Act::Create
    }

    /// The record that is tried; `fresh` where each try has one of its own.
    fn rec(self, fresh: RecordId) -> RecordId {
        let is_there = self.kind == Kind::Committee && self.act != Act::Create;
        if is_there { self.ground.committee().into() } else { fresh }
    }

    /// What its writer has seen: of a record that everybody tries in turn not what the others did.
    fn base(self) -> u64 {
        if self.kind == Kind::Committee { 1 } else { 9 }
    }

    /// Whether somebody can stand to the record like this at all: only members are listed and speak for themselves.
    fn makes_sense_for(self, writer: &Writer) -> bool {
        let personal = self.standing == Standing::Listed || matches!(self.act, Act::Answer | Act::SignIn);
        writer.member.is_some() || !personal
    }

    /// What the record holds before it is tried.
    fn before(self, writer: &Writer) -> Vec<wire::Act> {
        let mut fields =
            if self.kind == Kind::Activity { activity_at(self.ground) } else { body(self.kind, self.ground) };
        if let (Kind::Activity, Some(me)) = (self.kind, writer.member) {
            let listed = if self.standing == Standing::Listed { json!("invited") } else { Value::Null };
            fields.set(format!("attendance:{}", MemberId(Uuid::from_u128(102))), json!("present"));
            fields.set(format!("attendance:{me}"), listed);
        }
        if self.act == Act::SignIn {
            fields.set("door", door().value());
        }
        let patch = |fields: Value| wire::Act::Patch(serde_json::from_value(fields).unwrap());
        let then = match self.act {
            Act::Create => return Vec::new(),
            // A committee has one record, and that is there already.
            _ if self.kind == Kind::Committee => return Vec::new(),
            Act::Move => {
                let steps = led_there(self.kind).into_iter().map(patch);
                return [wire::Act::Create(fields)].into_iter().chain(steps).collect();
            }
            Act::Review(ReviewAct::Resubmit) => Some(patch(json!({ "review": "returned", "review_reason": "核对" }))),
            Act::Review(ReviewAct::Correct) => Some(patch(json!({ "review": "approved" }))),
            Act::Review(ReviewAct::Restore) => {
                let into = self.ground.activity();
                Some(patch(json!({ "review": "void", "review_reason": "重复", "merged_into": into })))
            }
            _ => None,
        };
        [wire::Act::Create(fields)].into_iter().chain(then).collect()
    }

    /// What is tried.
    fn written(self, writer: &Writer) -> Value {
        let me = writer.member.unwrap_or(MEMBER_A);
        match self.act {
            Act::Create if self.kind == Kind::Activity => json!({ "create": activity_at(self.ground) }),
            Act::Create => json!({ "create": body(self.kind, self.ground) }),
            Act::Edit if self.kind == Kind::Activity => json!({ "patch": { "place": "另一处" } }),
            Act::Contribute => json!({ "patch": { "narrative": "改过的经过。" } }),
            Act::Edit if self.kind == Kind::Workflow => json!({ "patch": { "retired": true } }),
            Act::Edit => json!({ "patch": { "note": "改过" } }),
            Act::Move => json!({ "patch": step(self.kind) }),
            Act::Settle => json!({ "patch": { "outcome": "adopted" } }),
            Act::Review(ReviewAct::Approve) => json!({ "patch": { "review": "approved" } }),
            Act::Review(ReviewAct::Return) => json!({ "patch": { "review": "returned", "review_reason": "核对" } }),
            Act::Review(ReviewAct::Void) => json!({ "patch": { "review": "void", "review_reason": "重复" } }),
            Act::Review(ReviewAct::Resubmit | ReviewAct::Restore) => json!({ "patch": { "review": "pending" } }),
            Act::Review(ReviewAct::Correct) => {
                json!({ "patch": { "review": "approved", "review_reason": "更正", "narrative": "更正过的经过。" } })
            }
            Act::Answer => json!({ "patch": { format!("attendance:{me}"): "accepted" } }),
            Act::SignIn => {
                let shown = door().shown(SECRET, NOON).unwrap();
                json!({ "patch": { format!("sign_in:{me}"): shown.value(), format!("attendance:{me}"): "present" } })
            }
            Act::Delete => json!({ "delete": {} }),
        }
    }

    /// What the table says of it.
    fn expected(self, writer: &Writer) -> &'static str {
        let reaching = writer.held.iter().filter(|held| held.reaches(self.feed(), self.ground.committee()));
        let mut roles: Vec<Role> = reaching.map(|held| held.role).collect();
        // Whoever is listed, or has read the code at the door, speaks of the own person without a grant.
        let of_self = self.act == Act::SignIn || (self.act == Act::Answer && self.standing == Standing::Listed);
        if roles.is_empty() && of_self {
            roles.push(Role::Member);
        }
        match (roles.is_empty(), policy::permits(&roles, self.kind, self.act, self.standing)) {
            (true, _) => "no_grant",
            (false, true) if self.makes_second_committee() => "kind_feed",
            // What runs needs its workflow.
            (false, true) if self.kind == Kind::Workflow && self.act == Act::Delete => "workflow_fixed",
            (false, true) => "yes",
            (false, false) => "not_allowed",
        }
    }
}

/// Whether an act makes sense for a kind of record: every kind knows the plain ones.
fn knows(kind: Kind, act: Act) -> bool {
    match act {
        Act::Create | Act::Edit | Act::Delete => true,
        Act::Move => matches!(kind, Kind::Consultation | Kind::HandOver | Kind::Request),
        Act::Settle => kind == Kind::Suggestion,
        _ => kind == Kind::Activity,
    }
}

fn standings(kind: Kind, act: Act) -> &'static [Standing] {
    match (kind, act) {
        (_, Act::Create) => &[Standing::Own],
        (Kind::Activity, Act::Answer) => &[Standing::Listed],
        (Kind::Activity, Act::SignIn) => &[Standing::Other],
        (Kind::Activity, _) => &[Standing::Own, Standing::Listed, Standing::Other],
        // Only the office gives matters to units.
        (Kind::HandOver, _) => &[Standing::Other],
        (kind, _) if kind.is_work() => &[Standing::Own, Standing::Other],
        _ => &[Standing::Other],
    }
}

const SECRET: [u8; 16] = [7; 16];

fn door() -> Door {
    Door::new(SECRET, NOON - 60_000, 30_000, 100)
}

async fn writers(world: &World) -> Vec<Writer> {
    let mut writers = Vec::new();
    for token in world.sessions().await {
        let who = world.stage.get("/api/v1/session", &token).await.body;
        let read = |value: &Value| serde_json::from_value(value.clone()).unwrap();
        writers.push(Writer {
            user: serde_json::from_value(who["user"]["id"].clone()).unwrap(),
            member: serde_json::from_value(who["user"]["member"].clone()).unwrap(),
            held: who["roles"].as_array().unwrap().iter().map(read).collect(),
            token,
        });
    }
    writers
}

/// What one writer hears of all that is tried; `None` where it makes no sense.
async fn walk(world: &World, writer: &Writer, number: u128) -> Vec<Option<String>> {
    let tries: Vec<_> = Try::all().into_iter().map(|tried| (tried, tried.makes_sense_for(writer))).collect();
    let rec = |at: usize, tried: &Try| tried.rec(RecordId(Uuid::from_u128((number + 1) * 1_000_000 + at as u128)));
    // Own records are written by the account itself, all others by somebody of the office.
    for (device, user, is_own) in
        [(2_000 + number, writer.user, true), (3_000 + number, UserId(Uuid::from_u128(205)), false)]
    {
        let mine = tries
            .iter()
            .enumerate()
            .filter(|(_, (tried, sensible))| *sensible && (tried.standing == Standing::Own) == is_own);
        let before = mine.flat_map(|(at, (tried, _))| {
            tried.before(writer).into_iter().map(move |act| (rec(at, tried), tried.kind.id(), tried.feed(), act))
        });
        world.write(device, user, ops(before.collect())).await;
    }
    let sensible: Vec<_> = tries.iter().enumerate().filter(|(_, (_, sensible))| *sensible).collect();
    let mut heard: Vec<Option<String>> = vec![None; tries.len()];
    let pushed = sensible.iter().zip(1_u64..).map(|((at, (tried, _)), n)| {
        json!({ "n": n, "rec": rec(*at, tried), "kind": tried.kind, "feed": tried.feed(), "base": tried.base(), "hlc": Hlc::at(NOON),
                "schema": 1, "act": tried.written(writer) })
    });
    let pushed: Vec<Value> = pushed.collect();
    for part in pushed.chunks(400) {
        let request = json!({ "proto": 1, "device": DeviceId(4_000 + number), "ops": part });
        let answer = world.stage.sync(&writer.token, request).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        for result in answer.body["results"].as_array().unwrap() {
            let (at, _) = sensible[usize::try_from(result["n"].as_u64().unwrap()).unwrap() - 1];
            heard[at] = Some(result["code"].as_str().unwrap_or("yes").to_owned());
        }
    }
    heard
}

fn named(act: Act) -> String {
    match act {
        Act::Review(review) => format!("{review:?}").to_lowercase(),
        other => format!("{other:?}").to_lowercase(),
    }
}

#[tokio::test]
async fn everybody_tries_every_act_on_every_kind_in_every_scope() {
    let world = World::start().await;
    let writers = writers(&world).await;
    let mut columns = Vec::new();
    for (writer, number) in writers.iter().zip(0..) {
        columns.push(walk(&world, writer, number).await);
    }
    let names: Vec<_> = WHO.into_iter().map(|(who, _)| format!("{who:>13}")).collect();
    let mut lines = vec![format!("{:<18}{:<10}{:<8}{:<10}{}", "kind", "act", "record", "lies", names.concat())];
    for (at, tried) in Try::all().into_iter().enumerate() {
        let mut cells = String::new();
        for ((writer, column), (who, _)) in writers.iter().zip(&columns).zip(WHO) {
            let heard = column[at].as_deref();
            if let Some(heard) = heard {
                assert_eq!(heard, tried.expected(writer), "{who}: {tried:?}");
            }
            cells.push_str(&format!("{:>13}", heard.unwrap_or("·")));
        }
        let standing =
            if tried.kind == Kind::Activity { format!("{:?}", tried.standing).to_lowercase() } else { String::new() };
        let (kind, act) = (tried.kind.id(), named(tried.act));
        lines.push(format!("{kind:<18}{act:<10}{standing:<8}{:<10}{cells}", tried.ground.name()));
    }
    assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn nobody_without_a_session_pushes_anything() {
    let world = World::start().await;
    let request = json!({ "proto": 1, "device": DeviceId(4_900), "ops": [] });
    let stage: &Stage = &world.stage;
    for token in ["", "made up"] {
        assert_eq!(stage.sync(token, request.clone()).await.code(), (401, "unauthenticated"));
    }
}
