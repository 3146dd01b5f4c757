//! Signing a proposal with its proposer: who was asked says so on the own device, wherever the proposal is kept, and nobody
//! says it for them but the office, which writes down what comes on paper.

use crate::server::record::Record;
use domain::{
    fields::Fields,
    id::MemberId,
    kind::Kind,
    policy::{Act, Role},
    problem::{Code, Refusal},
    proposal::{CO_SIGNER, CoSigning, Proposal, co_signer_field, is_answer},
    submitted::Submitted,
    workflow::{Course, Led},
};
use serde_json::Value;

/// The act by which somebody who was asked says whether to sign; `None` for every other patch.
pub fn act(fields: &Fields, current: &Record, me: MemberId) -> Option<Act> {
    let answers = speaks(fields, me) && fields.0.values().all(is_answer);
    (answers && is_asked(current, me)).then_some(Act::Answer)
}

/// Whether a patch says whether somebody signs, and nothing else.
pub fn speaks(fields: &Fields, me: MemberId) -> bool {
    !fields.is_empty() && fields.0.keys().all(|field| *field == co_signer_field(me))
}

/// Whether somebody was asked to sign a proposal.
pub fn is_asked(current: &Record, me: MemberId) -> bool {
    current.kind == Kind::Proposal && Proposal(&current.body).co_signing(me).is_some()
}

/// Refuses to sign what has come to its end. What was filed meanwhile may still be signed: phones come late.
pub fn refuse_ended(current: &Record) -> Result<(), Refusal> {
    let ended = matches!(Led(&current.body).course(), Some(Course::Ended | Course::Aside));
    if ended { Err(Code::StageEnded.into()) } else { Ok(()) }
}

/// Lets everybody whom a new proposal names be asked, whatever it says that they said; whose it is signs it as such.
pub fn ask(body: &mut Fields) {
    let own = Submitted(body).member().map(co_signer_field);
    body.0.retain(|field, _| own.as_ref() != Some(field));
    for (_, said) in body.0.iter_mut().filter(|(field, _)| is_co_signer(field)) {
        *said = Value::from(CoSigning::Asked.id());
    }
}

/// Whether a changed value says something for somebody else: they are only asked, or not any more.
pub fn speaks_for_another(field: &str, value: &Value, roles: &[Role]) -> bool {
    is_co_signer(field) && !value.is_null() && value != CoSigning::Asked.id() && !roles.contains(&Role::Staff)
}

fn is_co_signer(field: &str) -> bool {
    field.strip_prefix(CO_SIGNER).is_some_and(|whom| whom.starts_with(':'))
}
