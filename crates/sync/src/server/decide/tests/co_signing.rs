//! Proposals that several sign.

use super::*;
use crate::fixture::{self, LIN, NOW, WU};
use domain::{
    proposal::{CoSigning, Proposal, WORKFLOW_PRESET, co_signer_field, signature},
    workflow::preset,
};
use serde_json::json;

fn proposal() -> Fields {
    Fields::default()
        .with("title", "校门口错峰放学")
        .with("narrative", "两条路汇在一个口。")
        .with("proposed", "高低年级错开二十分钟。")
        .with("raised_on", "2026-05-04")
        .with("workflow", WORKFLOW_PRESET)
        .with(co_signer_field(WU), "asked")
}

fn op(n: u64, base: u64, act: Act) -> Op {
    Op { kind: "proposal".into(), feed: Feed::Member(LIN), ..fixture::op(n, base, act) }
}

fn patch(n: u64, base: u64, field: &str, value: Value) -> Op {
    op(n, base, Act::Patch(Fields([(field.to_owned(), value)].into())))
}

fn signs(n: u64, said: Value) -> (Actor, Op) {
    (fixture::wu(), patch(n, 0, &co_signer_field(WU), said))
}

fn moved(n: u64, to: &str) -> (Actor, Op) {
    let fields = Fields::default().with("stage", to).with("workflow", WORKFLOW_PRESET);
    let fields = if to == "filed" { fields.with("demand:case_no", "2026-031") } else { fields };
    (fixture::staff(), op(n, n - 1, Act::Patch(fields.with("stage_reason", "另有一件同样的"))))
}

fn run(steps: Vec<(Actor, Op)>) -> Result<Record, Refusal> {
    let workflow = preset(WORKFLOW_PRESET);
    let mut record = None;
    for (actor, op) in steps {
        let head = FeedHead::empty(op.feed, COMMITTEE);
        let around = Surroundings {
            device: PHONE,
            actor: &actor,
            home: Some(&head),
            workflow: workflow.as_ref(),
            epoch: None,
            now: NOW,
        };
        record = Some(decide(&op, record.as_ref(), around)?);
    }
    Ok(record.unwrap())
}

fn made() -> (Actor, Op) {
    (fixture::lin(), op(1, 0, Act::Create(proposal())))
}

fn stands(record: &Record) -> Option<CoSigning> {
    Proposal(&record.body).co_signing(WU)
}

#[test]
fn nobody_has_signed_what_was_just_written_whatever_it_says() {
    let claimed = proposal().with(co_signer_field(WU), signature(&proposal())).with(co_signer_field(LIN), "asked");
    let record = run(vec![(fixture::lin(), op(1, 0, Act::Create(claimed)))]).unwrap();
    assert_eq!(Proposal(&record.body).co_signers(), [(WU, CoSigning::Asked)]);
    assert_eq!(record.body.text("member"), Some(LIN.to_string().as_str()));
}

#[test]
fn who_was_asked_signs_or_declines_from_the_own_phone_even_after_it_was_filed() {
    let signed = run(vec![made(), signs(2, signature(&proposal()))]).unwrap();
    assert_eq!(stands(&signed), Some(CoSigning::Signed));
    let late = run(vec![made(), moved(2, "filed"), signs(3, signature(&proposal()))]).unwrap();
    assert_eq!(stands(&late), Some(CoSigning::Signed));
    let declined = run(vec![made(), signs(2, json!("declined"))]).unwrap();
    assert_eq!(stands(&declined), Some(CoSigning::Declined));
}

#[test]
fn a_signature_is_under_the_words_that_were_signed() {
    let steps = vec![
        made(),
        signs(2, signature(&proposal())),
        (fixture::lin(), patch(3, 2, "proposed", json!("错开四十分钟。"))),
    ];
    assert_eq!(stands(&run(steps).unwrap()), Some(CoSigning::Overtaken));
}

#[test]
fn nobody_signs_for_another_or_unasked_or_what_has_ended() {
    let field = co_signer_field(WU);
    let said = signature(&proposal());
    let by_proposer = vec![made(), (fixture::lin(), patch(2, 1, &field, said.clone()))];
    assert_eq!(run(by_proposer).unwrap_err().code, Code::NotAllowed.id());
    let by_office = vec![made(), (fixture::staff(), patch(2, 1, &field, said.clone()))];
    assert_eq!(stands(&run(by_office).unwrap()), Some(CoSigning::Signed), "what came on paper");
    let not_any_more = vec![made(), (fixture::lin(), patch(2, 1, &field, Value::Null)), signs(3, said.clone())];
    assert_eq!(run(not_any_more).unwrap_err().code, Code::NotListed.id());
    let ended = vec![made(), moved(2, "joined"), signs(3, said)];
    assert_eq!(run(ended).unwrap_err().code, Code::StageEnded.id());
    let more = Fields::default().with(field, "declined").with("title", "不办");
    let beside = vec![made(), (fixture::wu(), op(2, 1, Act::Patch(more)))];
    assert_eq!(run(beside).unwrap_err().code, Code::NoGrant.id());
}

#[test]
fn what_was_filed_is_not_rewritten_by_its_proposer_who_judges_the_result() {
    let rewritten = vec![made(), moved(2, "filed"), (fixture::lin(), patch(3, 2, "title", json!("另一件事")))];
    assert_eq!(run(rewritten).unwrap_err().code, Code::ReviewClosed.id());
    let answered = Fields::default()
        .with("stage", "replied")
        .with("workflow", WORKFLOW_PRESET)
        .with("demand:reply_class", "a")
        .with("demand:reply", "已错开。")
        .with("demand:replied_on", "2026-06-01");
    let rated =
        Fields::default().with("stage", "rated").with("workflow", WORKFLOW_PRESET).with("demand:rating", "content");
    let steps = vec![
        made(),
        moved(2, "filed"),
        moved(3, "handled"),
        (fixture::staff(), op(4, 3, Act::Patch(answered))),
        (fixture::lin(), op(5, 4, Act::Patch(rated))),
    ];
    assert_eq!(run(steps).unwrap().body.text("stage"), Some("rated"));
}

#[test]
fn who_leads_or_works_in_the_office_signs_as_the_member_that_they_are_too() {
    for role in [Role::Leader, Role::Staff] {
        let held = policy::Held { role, scope: policy::Scope::Committee(COMMITTEE) };
        let mut both = fixture::wu();
        both.held.push(held);
        let signs = (both, patch(2, 1, &co_signer_field(WU), signature(&proposal())));
        assert_eq!(stands(&run(vec![made(), signs]).unwrap()), Some(CoSigning::Signed), "{role}");
    }
}

#[test]
fn only_the_office_says_which_proposals_are_key_ones_and_goes_to_see_what_was_done() {
    let claimed = op(1, 0, Act::Create(proposal().with("key_led_by", "王主席")));
    let record = run(vec![(fixture::lin(), claimed)]).unwrap();
    assert_eq!(record.body.text("key_led_by"), None);
    let key = vec![made(), (fixture::lin(), patch(2, 1, "key_led_by", json!("王主席")))];
    assert_eq!(run(key).unwrap_err().code, Code::NotAllowed.id());
    let answered = Fields::default()
        .with("stage", "replied")
        .with("workflow", WORKFLOW_PRESET)
        .with("demand:reply_class", "a")
        .with("demand:reply", "已错开。")
        .with("demand:replied_on", "2026-06-01");
    let seen = Fields::default()
        .with("stage", "supervised")
        .with("workflow", WORKFLOW_PRESET)
        .with("demand:visited_on", "2026-07-01")
        .with("demand:seen", "门口不堵了。");
    let until = |actor: Actor| {
        let answered = (fixture::staff(), op(4, 3, Act::Patch(answered.clone())));
        vec![made(), moved(2, "filed"), moved(3, "handled"), answered, (actor, op(5, 4, Act::Patch(seen.clone())))]
    };
    assert_eq!(run(until(fixture::lin())).unwrap_err().code, Code::NotAllowed.id());
    let mut back = until(fixture::staff());
    back.push(moved(6, "handled"));
    let body = run(back).unwrap().body;
    let kept = ["demand:reply_class", "demand:visited_on", "demand:reply"].map(|field| body.get(field).is_some());
    assert_eq!(kept, [false, false, true], "what decides how it counts is asked anew, the words stay");
}
