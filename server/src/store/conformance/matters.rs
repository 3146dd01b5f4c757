//! Matters and what grew out of them.

use super::world::{NOON, World, rec, told};
use crate::store::Store;
use domain::{fields::Fields, id::RecordId, indicator::Indicator, kind::Kind, scope::Scope};
use serde_json::Value;
use sync::wire::{Act, Op, desk::DeskRow};

const SHORT: &str = "consultation_short_1";

fn ids(rows: &[DeskRow]) -> Vec<RecordId> {
    rows.iter().map(|row| row.row.rec).collect()
}

fn matter(world: &World, n: u64, day: &str, workflow: &str) -> Op {
    let fields = Fields::default()
        .with("title", "村口路灯")
        .with("source", "citizens")
        .with("venue", world.venue.to_string())
        .with("raised_on", day)
        .with("narrative", "夜里没有灯。")
        .with("workflow", workflow);
    Op { kind: Kind::Consultation.id().into(), ..world.op(n, rec(u128::from(n)), Act::Create(fields)) }
}

fn grown(world: &World, n: u64, out_of: u128) -> Op {
    let fields = Fields::default()
        .with("origin", rec(out_of).to_string())
        .with("venue", world.venue.to_string())
        .with("made_on", "2026-05-05")
        .with("narrative", "装一盏路灯。");
    Op { kind: Kind::Suggestion.id().into(), ..world.op(n, rec(u128::from(n)), Act::Create(fields)) }
}

fn moved(world: &World, n: u64, of: u128, base: u64, fields: Fields) -> Op {
    let op = world.op(n, rec(of), Act::Patch(fields));
    Op { kind: Kind::Consultation.id().into(), base, ..op }
}

pub async fn matters_are_listed_by_how_far_they_have_come_and_count_once_taken_on(store: &dyn Store) {
    let world = World::set_up(store).await;
    let ops = vec![matter(&world, 1, "2026-05-01", SHORT), matter(&world, 2, "2026-05-03", SHORT)];
    world.send(store, world.phone(0, ops)).await;
    let standing =
        async |states: &[&str]| ids(&store.standing(world.committee, Kind::Consultation, states, 9).await.unwrap());
    assert_eq!(standing(&["raised"]).await, [rec(2), rec(1)], "the latest first");
    let on = Fields::default().with("stage", "deliberating").with("workflow", SHORT);
    let away =
        Fields::default().with("stage", "declined").with("workflow", SHORT).with("stage_reason", "不属于协商范围");
    let moves = vec![moved(&world, 5, 1, 1, on), moved(&world, 6, 2, 1, away)];
    assert_eq!(told(&world.send(store, world.desk(moves)).await), ["5 ver 2", "6 ver 2"]);
    assert_eq!(standing(&["raised"]).await, []);
    assert_eq!((standing(&["under_way"]).await, standing(&["aside"]).await), (vec![rec(1)], vec![rec(2)]));
    while store.project(10, NOON).await.unwrap() > 0 {}
    let year = domain::day::Period::Year(2026);
    for scope in [Scope::Committee(world.committee), Scope::Venue(world.venue)] {
        let found = store.totals(&[scope], year, NOON).await.unwrap();
        let of: Vec<_> = found.totals.iter().map(|total| (total.indicator, total.amount)).collect();
        assert_eq!(of, [(Indicator::Consultations, 1)], "{scope}");
    }
}

pub async fn what_grew_out_of_a_record_is_found_until_it_is_deleted(store: &dyn Store) {
    let world = World::set_up(store).await;
    let ops =
        vec![matter(&world, 1, "2026-05-01", SHORT), grown(&world, 2, 1), grown(&world, 3, 1), grown(&world, 4, 2)];
    world.send(store, world.phone(0, ops)).await;
    let from = async |of: &[RecordId]| ids(&store.grown_from(of, 9).await.unwrap());
    assert_eq!(from(&[rec(1)]).await, [rec(2), rec(3)]);
    assert_eq!(from(&[rec(1), rec(2)]).await, [rec(2), rec(3), rec(4)]);
    assert_eq!(from(&[rec(9)]).await, []);
    assert_eq!(ids(&store.of_ids(&[rec(3), rec(9)]).await.unwrap()), [rec(3)]);
}

pub async fn a_workflow_of_the_committees_own_leads_and_once_retired_nothing_new_begins_with_it(store: &dyn Store) {
    let world = World::set_up(store).await;
    let stage = |name: &str, order: i64, to: Value| serde_json::json!({ "name": name, "order": order, "who": ["member"], "to": to });
    let fields = Fields::default()
        .with("name", "板凳会")
        .with("of", "consultation")
        .with("stage:bench", stage("摆板凳", 1, serde_json::json!(["tea"])))
        .with("stage:tea", stage("喝茶", 2, serde_json::json!([])));
    let workflow = rec(50);
    let in_roster = |n: u64, base: u64, act: Act| {
        let feed = domain::id::Feed::Ref(world.committee);
        Op { kind: Kind::Workflow.id().into(), feed, base, ..world.op(n, workflow, act) }
    };
    world.send(store, world.desk(vec![in_roster(5, 0, Act::Create(fields))])).await;
    let named = workflow.to_string();
    let told_of = async |ops: Vec<Op>| told(&world.send(store, world.phone(0, ops)).await);
    assert_eq!(told_of(vec![matter(&world, 1, "2026-05-01", &named)]).await, ["1 ver 1"]);
    let tea = Fields::default().with("stage", "tea").with("workflow", named.as_str());
    let retired = Fields::default().with("retired", true);
    world.send(store, world.desk(vec![in_roster(6, 1, Act::Patch(retired))])).await;
    assert_eq!(told_of(vec![matter(&world, 2, "2026-05-01", &named)]).await, ["2 workflow_unknown"]);
    assert_eq!(told_of(vec![moved(&world, 3, 1, 1, tea)]).await, ["3 ver 2"], "what runs goes on");
    let ended = store.standing(world.committee, Kind::Consultation, &["ended"], 9).await.unwrap();
    assert_eq!(ended.first().and_then(|row| row.row.body.text("stage")), Some("tea"));
}
