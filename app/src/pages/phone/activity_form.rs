//! The form of one activity: what it holds, what it lacks, and what submitting makes of it.

use super::{
    activity_begin::empty,
    activity_phase::{Purpose, turned},
    door_show,
    standing::Viewer,
};
use crate::{
    state::{App, Draft, SaveError},
    text::{activity as words, vocabulary},
};
use domain::{
    activity::{self, Activity, Attendance, Phase},
    fields::Fields,
    id::{Feed, MemberId, RecordId},
    kind::Kind,
    problem::Problem,
    review::{self, Review},
    validate::validate,
};
use leptos::prelude::*;
use serde_json::Value;
use sync::{
    client::{Edit, RecordView},
    wire::Act,
};

/// An activity on its way, and the signals that show it. Every change is kept as a draft at once.
#[derive(Clone, Copy)]
pub struct Form {
    /// The handle.
    pub app: App,
    /// What the form shows, with where it came from.
    draft: RwSignal<Draft>,
    /// When it was last kept, in milliseconds since 1970; `None` while nothing was typed.
    pub saved_at: RwSignal<Option<u64>>,
    /// Whether 提交 was pressed: from then on the form shows what is missing.
    pub asked: RwSignal<bool>,
    /// Whether photos are being made small: they would come too late for what is submitted now.
    pub taking: RwSignal<bool>,
    /// Whether the person may change when, where and who: not of what one merely took part in.
    pub arranges: bool,
    problems: Memo<Vec<(String, String)>>,
}

/// Why a form was not submitted.
#[derive(Debug, Clone, PartialEq)]
pub enum NotSubmitted {
    /// Something is missing; the form shows what.
    Incomplete,
    /// A photo is still being made small.
    Taking,
    /// Nothing was changed, so there is nothing to send.
    Unchanged,
    /// The disk did not take it.
    Unsaved(SaveError),
}

impl Form {
    /// Opens the draft of a record, the record itself, or an empty form for a record that is not there.
    ///
    /// `None` where the record is closed and may not be changed.
    pub fn open(app: App, rec: RecordId, purpose: Purpose) -> Option<Form> {
        let (draft, saved_at) = untrack(|| match (app.draft(rec), app.record(rec)) {
            (Some(draft), _) => {
                let kept = draft.updated_at;
                Some((draft, Some(kept)))
            }
            (None, Some(view)) => {
                (may_change(&view) && Viewer::of(app).may_edit(&view)).then(|| (draft_of(app, &view), None))
            }
            (None, None) => Some((empty(app, rec, purpose), None)),
        })?;
        let arranges = untrack(|| app.record(rec).is_none_or(|view| Viewer::of(app).may_arrange(&view)));
        let draft = RwSignal::new(draft);
        let problems = Memo::new(move |_| draft.with(|draft| problems(app, draft)));
        let (saved_at, asked, taking) = (RwSignal::new(saved_at), RwSignal::new(false), RwSignal::new(false));
        let form = Form { app, draft, saved_at, asked, taking, arranges, problems };
        if purpose == Purpose::Hold && untrack(|| form.phase()) == Phase::Planned {
            form.set_phase(Phase::Held);
        }
        Some(form)
    }

    /// How far the activity has come; follows it.
    pub fn phase(self) -> Phase {
        self.read(|body| Activity(body).phase()).unwrap_or(Phase::Held)
    }

    /// The text of the plan, where this form says that what was announced has taken place; follows the phase.
    pub fn plan(self) -> Option<String> {
        let was_planned = |original: &Fields| Activity(original).phase() == Some(Phase::Planned);
        self.draft.with(|draft| {
            let original = draft.original.as_ref().filter(|original| was_planned(original))?;
            let held = Activity(&draft.body).phase() == Some(Phase::Held);
            held.then(|| Activity(original).narrative().to_owned())
        })
    }

    /// Reads the fields, and follows them.
    pub fn read<R>(self, read: impl FnOnce(&Fields) -> R) -> R {
        self.draft.with(|draft| read(&draft.body))
    }

    /// Whether the record is new.
    pub fn is_new(self) -> bool {
        self.draft.with_untracked(|draft| draft.original.is_none())
    }

    /// The record.
    pub fn rec(self) -> RecordId {
        self.draft.with_untracked(|draft| draft.rec)
    }

    /// What the form holds; `None` once its page is closed.
    pub fn try_draft(self) -> Option<Draft> {
        self.draft.try_get_untracked()
    }

    /// Sets fields, and keeps the draft.
    pub fn set(self, fields: impl IntoIterator<Item = (String, Value)>) {
        let now = self.app.now();
        self.draft.update(|draft| {
            for (field, value) in fields {
                draft.body.set(field, value);
            }
            draft.updated_at = now;
        });
        self.app.put_draft(self.draft.get_untracked());
        self.saved_at.set(Some(now));
    }

    /// Sets one field, and keeps the draft.
    pub fn set_one(self, field: &str, value: impl Into<Value>) {
        self.set([(field.to_owned(), value.into())]);
    }

    /// Puts somebody on the list of those who took part, or are asked to; or takes them off it.
    pub fn list(self, member: MemberId, listed: bool) {
        let state = match untrack(|| self.phase()) {
            Phase::Planned => Attendance::Invited,
            Phase::Held | Phase::Cancelled => Attendance::Present,
        };
        let value = if listed { Value::from(state.id()) } else { Value::Null };
        self.set_one(&activity::attendance_field(member), value);
    }

    /// Says how far the activity has come; what is known of those listed goes with it.
    pub fn set_phase(self, phase: Phase) {
        let me = untrack(|| Viewer::of(self.app)).member;
        let fields = self.draft.with_untracked(|draft| turned(&draft.body, draft.original.as_ref(), phase, me));
        self.set(fields);
    }

    /// What is missing or wrong, as field and sentence, in the order of the form; empty until 提交 was pressed.
    pub fn lacking(self) -> Vec<(String, String)> {
        if self.asked.get() { self.problems.get() } else { Vec::new() }
    }

    /// What is wrong with the fields of one part of the form.
    pub fn wrong(self, part: &'static [&'static str]) -> Signal<Option<String>> {
        Signal::derive(move || {
            let about = |field: &str| part.iter().any(|stem| field == *stem || field.starts_with(&format!("{stem}:")));
            self.lacking().into_iter().find(|(field, _)| about(field)).map(|(_, sentence)| sentence)
        })
    }

    /// Saves the record on this device and drops the draft; resolves when it is on the disk.
    ///
    /// # Errors
    /// Why nothing was submitted; the draft is kept then.
    pub async fn submit(self) -> Result<(), NotSubmitted> {
        if self.taking.get_untracked() {
            return Err(NotSubmitted::Taking);
        }
        self.asked.set(true);
        let draft = self.draft.get_untracked();
        if !self.problems.get_untracked().is_empty() {
            return Err(NotSubmitted::Incomplete);
        }
        let Some(feed) = home(self.app, &draft) else { return Err(NotSubmitted::Incomplete) };
        let Some(act) = act(&draft) else { return Err(NotSubmitted::Unchanged) };
        let act = match act {
            Act::Create(body) => Act::Create(door_show::with_door(self.app, draft.rec, body)),
            other => other,
        };
        let edit = Edit { rec: draft.rec, kind: Kind::Activity, feed, act, base: draft.base };
        self.app.save(vec![edit], draft.supersedes.clone()).await.map_err(NotSubmitted::Unsaved)?;
        self.app.drop_draft(draft.rec);
        if let Some(venue) = Activity(&draft.body).venue() {
            self.app.settings().update(|settings| settings.last_venue = Some(venue));
        }
        Ok(())
    }

    /// Says what a new record grows out of: of a matter, a meeting about it at its venue.
    pub fn grow_from(self, origin: Option<RecordId>) {
        let Some(origin) = origin.filter(|_| self.is_new()) else { return };
        if untrack(|| self.read(|body| body.get(activity::ORIGIN).is_some())) {
            return;
        }
        self.set_one(activity::ORIGIN, origin.to_string());
        if let Some(matter) = untrack(|| self.app.record(origin)).filter(|view| view.kind == Kind::Consultation.id()) {
            self.set_one(activity::TYPE, activity::ActivityType::ConsultationMeeting.id());
            if let Some(venue) = matter.body.get(activity::VENUE) {
                self.set_one(activity::VENUE, venue.clone());
            }
        }
    }

    /// Takes what was done, the place and the people over from another activity.
    pub fn repeat(self, last: &Fields) {
        let people =
            last.map(activity::ATTENDANCE).map(|(id, state)| (format!("{}:{id}", activity::ATTENDANCE), state));
        let same = [activity::TYPE, activity::VENUE, activity::PLACE]
            .map(|field| (field.to_owned(), last.get(field).cloned().unwrap_or(Value::Null)));
        self.set(same.into_iter().chain(people.map(|(field, state)| (field, state.clone()))));
    }
}

/// Whether the fields of a record may be changed now.
pub fn may_change(view: &RecordView) -> bool {
    view.ver == 0 || Activity(&view.body).review().is_none_or(review::is_open)
}

/// A form over a record that is there. What the server refused is in it again, and submitting replaces it.
fn draft_of(app: App, view: &RecordView) -> Draft {
    let supersedes: Vec<u64> = view.refused.iter().map(|(key, _)| *key).collect();
    let is_new = view.ver == 0 && !supersedes.is_empty();
    let mut body = view.body.clone();
    for (field, value) in app.with_replica(|replica| replica.refused_fields(view.rec)).0 {
        body.set(field, value);
    }
    Draft {
        rec: view.rec,
        kind: Kind::Activity,
        feed: (!is_new).then_some(view.feed),
        body,
        base: (!is_new).then_some(view.ver),
        original: (!is_new).then(|| view.body.clone()),
        supersedes,
        updated_at: app.now(),
        turn: 0,
        next_key: None,
    }
}

/// The home of the record: the one it has, else a venue of one's own that is credited, else one's own feed.
fn home(app: App, draft: &Draft) -> Option<Feed> {
    let venue = Activity(&draft.body).venue().filter(|venue| untrack(|| app.my_venues()).contains(venue));
    let own = || untrack(|| Viewer::of(app).member).map(Feed::Member);
    draft.feed.or(venue.map(Feed::Venue)).or_else(own)
}

/// What a draft lacks, as field and sentence.
fn problems(app: App, draft: &Draft) -> Vec<(String, String)> {
    let said = |problem: Problem| (problem.field.unwrap_or_default(), vocabulary::problem(problem.code).to_owned());
    let mut list: Vec<_> = validate(Kind::Activity, &draft.body.filled()).into_iter().map(said).collect();
    if list.is_empty() && home(app, draft).is_none() {
        list.push((activity::VENUE.to_owned(), words::no_home().to_owned()));
    }
    list
}

/// What submitting does: a new record as a whole, of another only what was changed; `None` where that is nothing.
fn act(draft: &Draft) -> Option<Act> {
    let body = draft.body.filled();
    let Some(original) = &draft.original else { return Some(Act::Create(body)) };
    let changed = body.0.iter().filter(|(field, value)| original.get(field) != Some(*value));
    let gone = original.0.keys().filter(|field| body.get(field).is_none());
    // A removal is spelled out as null, which setting a field would swallow.
    let mut patch: Fields = changed.map(|(field, value)| (field.clone(), value.clone())).collect();
    patch.0.extend(gone.map(|field| (field.clone(), Value::Null)));
    if Activity(original).review() == Some(Review::Returned) {
        patch.0.insert(activity::REVIEW.to_owned(), Review::Pending.id().into());
        patch.0.insert(activity::REVIEW_REASON.to_owned(), Value::Null);
    }
    (!patch.is_empty()).then_some(Act::Patch(patch))
}

#[cfg(test)]
mod tests;
