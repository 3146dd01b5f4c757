//! What the outbox holds, record by record: what waits, what was refused and why, and what can be done about it. Nothing
//! that the server refused is left out, even where the record itself is not on this phone any more.

use super::{activity_form::may_change, field_words, record_words, roster::Roster, standing::Viewer};
use crate::{
    components::icon::Glyph,
    pages::matter_words,
    routes::phone as route,
    state::App,
    text::{outbox as words, vocabulary},
};
use domain::{
    activity::{ATTENDANCE, Activity, CONFIRMED, OBJECTION},
    checklist::{Check, Checklist},
    fields::Fields,
    id::RecordId,
    kind::Kind,
    problem::{self, Code, Refusal},
    proposal::CO_SIGNER,
    sign_in::SIGN_IN,
    workflow::LED,
};
use serde_json::Value;
use std::collections::BTreeSet;
use sync::{
    client::{OpState, RecordView, Replica, StoredOp},
    wire::Act,
};

/// The longest title that is taken from a text, in characters.
const TITLE_MAX: usize = 40;

/// One record with something that is on this phone alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The record.
    pub rec: RecordId,
    /// Its icon.
    pub glyph: Glyph,
    /// What it is.
    pub title: String,
    /// When and where, or that it is not here any more.
    pub detail: String,
    /// Its page; `None` where there is none.
    pub href: Option<String>,
    /// When the oldest waiting operation was saved, by the device's clock.
    pub since: Option<u64>,
    /// Whether the server has none of it.
    pub is_new: bool,
    /// Refused operations.
    pub keys: Vec<u64>,
    /// Why they were refused, each reason once.
    pub reasons: BTreeSet<String>,
    /// What can be done beside letting go.
    pub way: Way,
}

/// What can be done about a refused operation.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// The form, with what was typed in it.
    Form(String),
    /// The record is gone: what was typed begins another one.
    Anew(Fields),
    /// Elsewhere, by hand.
    Page(String),
    /// Nothing: it is closed, or another's.
    None,
}

/// Everything that waits or was refused: refused first, then the oldest.
pub fn held(app: App, roster: &Roster) -> Vec<Held> {
    let viewer = Viewer::of(app);
    let mut held: Vec<Held> = app.with_replica(|replica| {
        let recs: BTreeSet<RecordId> = replica.waiting().chain(replica.refused()).map(|op| op.op.rec).collect();
        recs.into_iter().filter_map(|rec| one(app, replica, rec, &viewer, roster)).collect()
    });
    held.sort_by_key(|held| (held.keys.is_empty(), held.since));
    held
}

fn one(app: App, replica: &Replica, rec: RecordId, viewer: &Viewer, roster: &Roster) -> Option<Held> {
    let ops: Vec<&StoredOp> = replica.ops_of(rec).collect();
    let view = replica.view(rec);
    let kind =
        view.as_ref().map_or_else(|| ops.first().map(|op| op.op.kind.clone()), |view| Some(view.kind.clone()))?;
    let refused = ops.iter().filter_map(|op| match &op.state {
        OpState::Refused(refusal) => Some((op.key, refusal)),
        OpState::Waiting | OpState::Held | OpState::Applied(_) => None,
    });
    let (keys, refusals): (Vec<u64>, Vec<&Refusal>) = refused.unzip();
    let body = view.as_ref().map_or_else(|| replica.refused_fields(rec), |view| view.body.clone());
    let shown = match kind.parse() {
        Ok(Kind::Check) => of_check(replica, &body, roster),
        Ok(kind) if LED.contains(&kind) => of_led(kind, rec, view.as_ref(), &body),
        _ => of_activity(app, replica, rec, view.as_ref(), viewer, roster),
    };
    Some(Held {
        rec,
        glyph: shown.glyph,
        title: shown.title,
        detail: shown.detail,
        href: shown.href,
        since: ops.iter().filter(|op| op.state == OpState::Waiting).map(|op| op.saved_at).min(),
        is_new: ops.iter().any(|op| matches!(op.op.act, Act::Create(_))),
        reasons: reasons(&refusals, roster),
        way: if keys.is_empty() { Way::None } else { shown.way },
        keys,
    })
}

/// How a record is shown, and what can be done about it.
struct Shown {
    glyph: Glyph,
    title: String,
    detail: String,
    href: Option<String>,
    way: Way,
}

fn of_activity(
    app: App,
    replica: &Replica,
    rec: RecordId,
    view: Option<&RecordView>,
    viewer: &Viewer,
    roster: &Roster,
) -> Shown {
    let typed = replica.refused_fields(rec);
    let body = view.map_or(&typed, |view| &view.body);
    let detail = match view {
        Some(_) => record_words::day_and_place(body, roster, app.today()),
        None => words::not_here().to_owned(),
    };
    let way = match view {
        Some(view) if may_change(view) && viewer.may_edit(view) => Way::Form(route::activity(rec)),
        // To who left its venue a record is one of elsewhere, of which one may change nothing but the own answer.
        _ if view.is_none_or(|view| view.is_mirrored) => anew(typed.clone()),
        _ => Way::None,
    };
    Shown {
        glyph: Glyph::of_activity(Activity(body).kind()),
        title: record_words::title(body),
        detail,
        href: view.map(|_| route::record(rec)),
        way,
    }
}

/// What was typed begins another record, unless it was a mere answer to one that is another's.
fn anew(typed: Fields) -> Way {
    let answers = [ATTENDANCE, SIGN_IN, CONFIRMED, OBJECTION];
    let is_content = |field: &String| field.split(':').next().is_some_and(|field| !answers.contains(&field));
    if typed.0.keys().any(is_content) { Way::Anew(typed) } else { Way::None }
}

/// What a workflow leads: a step that was not taken is taken again on its page, where it shows how it stands now; what could not
/// begin is written again in its own form.
fn of_led(kind: Kind, rec: RecordId, view: Option<&RecordView>, body: &Fields) -> Shown {
    let is_there = view.is_some_and(|view| view.ver > 0);
    let form = match kind {
        Kind::Request => Some(route::request_form(rec)),
        Kind::OpinionReport => Some(route::report_form(rec)),
        Kind::Proposal => Some(route::proposal_form(rec)),
        Kind::Outcome => Some(route::outcome_form(rec)),
        Kind::Consultation => Some(route::matter_form(rec)),
        _ => None,
    };
    // What says no more than whether one signs began nothing.
    let answers = body.0.keys().all(|field| field.split(':').next() == Some(CO_SIGNER));
    let way = match form.filter(|_| !is_there) {
        Some(_) if answers => Way::None,
        Some(form) => Way::Form(form),
        None => Way::Page(route::matter(rec)),
    };
    Shown {
        glyph: Glyph::People,
        title: matter_words::titled(kind.id(), body, TITLE_MAX),
        detail: matter_words::sort(Some(kind.id())).to_owned(),
        href: Some(route::matter(rec)),
        way,
    }
}

fn of_check(replica: &Replica, body: &Fields, roster: &Roster) -> Shown {
    let check = Check(body);
    let list = check.checklist().and_then(|list| replica.body(list));
    let title = list.map_or_else(|| words::checklist().to_owned(), |list| Checklist(&list).name().to_owned());
    let detail = check.venue().and_then(|venue| roster.venue(venue)).unwrap_or(words::not_here()).to_owned();
    let href = check.venue().zip(check.checklist()).map(|(venue, list)| route::checklist(venue, list));
    let way = href.clone().map_or(Way::None, Way::Page);
    Shown { glyph: Glyph::Sheet, title, detail, href, way }
}

/// The reasons in words. That a record is unknown only follows from its own refusal, where that is there too.
fn reasons(refusals: &[&Refusal], roster: &Roster) -> BTreeSet<String> {
    let unknown = |refusal: &&&Refusal| refusal.code == Code::RecordUnknown.id();
    let alone = refusals.iter().all(|refusal| unknown(&refusal));
    let told = refusals.iter().filter(|refusal| alone || !unknown(refusal));
    told.flat_map(|refusal| one_by_one(refusal, roster)).collect()
}

/// What is wrong with each field that the server names, else the one sentence for the whole.
fn one_by_one(refusal: &Refusal, roster: &Roster) -> Vec<String> {
    let listed = refusal.detail.get("problems").and_then(Value::as_array).into_iter().flatten();
    let named = listed.filter_map(|wrong| {
        let code = problem::code(wrong.get("code")?.as_str()?)?;
        let field = wrong.get("field")?.as_str()?;
        Some(words::wrong_with(&field_words::name(field, roster), vocabulary::problem(code)))
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() { vec![vocabulary::refusal(refusal)] } else { named }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::problem::Problem;

    #[test]
    fn each_reason_is_said_once_and_what_only_follows_from_another_is_not_said() {
        let roster = Roster::default();
        let incomplete = Refusal::from(
            [Problem::at(Code::NarrativeMissing, "narrative"), Problem::at(Code::PlaceMissing, "venue")].as_slice(),
        );
        let (unknown, closed) = (Refusal::from(Code::RecordUnknown), Refusal::from(Code::ReviewClosed));
        let said = |refusals: &[&Refusal]| reasons(refusals, &roster).into_iter().collect::<Vec<_>>();
        let both = said(&[&incomplete, &unknown, &unknown]);
        assert_eq!(both.len(), 2, "{both:?}");
        assert!(both.iter().any(|reason| reason.starts_with("简要经过：")));
        assert_eq!(said(&[&unknown, &unknown]), ["服务器上没有这条记录。"]);
        assert_eq!(said(&[&closed, &closed]).len(), 1);
        let newer = Refusal { code: "of_a_newer_server".into(), detail: Value::Null };
        assert_eq!(said(&[&newer]), ["服务器没有收下这次改动，内容留在本机。"]);
    }
}
