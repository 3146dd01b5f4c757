//! The workflows that this computer has: presets, the committee's own, and how each of them stands.

use crate::state::{App, Draft};
use domain::{
    fields::Fields,
    id::{Feed, RecordId},
    kind::Kind,
    policy::Role,
    workflow::{LED, NAME, OF, PRESETS, RETIRED, Workflow, offered, preset},
};
use sync::client::{Edit, RecordView, Transport};
use sync::wire::Act;

/// How a workflow stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// New matters may begin with it.
    InUse,
    /// Something in use takes its place.
    Replaced,
    /// Nothing new begins with it.
    Retired,
    /// The server did not take it.
    Refused,
}

/// One workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelved {
    /// The id by which records name it.
    pub id: String,
    /// What it says.
    pub workflow: Workflow,
    /// Its record; presets have none.
    pub own: Option<RecordView>,
    /// How it stands.
    pub standing: Standing,
}

impl Shelved {
    /// Whether it is on its way to the server.
    pub fn waits(&self) -> bool {
        self.own.as_ref().is_some_and(|view| view.transport == Transport::Waiting)
    }

    /// The change that takes it out of use, or back into it; presets never change.
    pub fn retire(&self, retired: bool) -> Option<Edit> {
        let view = self.own.as_ref()?;
        let act = Act::Patch(Fields::default().with(RETIRED, retired));
        Some(Edit { rec: view.rec, kind: Kind::Workflow, feed: view.feed, act, base: None })
    }
}

/// All of them by what they lead: presets, then the committee's own by name.
pub fn shelf(app: App) -> Vec<Shelved> {
    let mut own = app.views_of(Kind::Workflow);
    own.sort_by(|one, other| one.body.text(NAME).cmp(&other.body.text(NAME)));
    let of = |kind: Kind| own.iter().filter(move |view| view.body.text(OF) == Some(kind.id())).cloned().collect();
    LED.iter().flat_map(|kind| stood(*kind, of(*kind))).collect()
}

fn stood(kind: Kind, own: Vec<RecordView>) -> Vec<Shelved> {
    let is_refused = |view: &RecordView| view.ver == 0 && view.transport == Transport::Refused;
    let taken = own.iter().filter(|view| !is_refused(view)).map(|view| (view.rec, view.body.clone()));
    let offered = offered(kind, &taken.collect::<Vec<_>>());
    let in_use = |id: &str| offered.iter().any(|(offered, _)| offered == id);
    let of_preset = |id: &&str| {
        let standing = if in_use(id) { Standing::InUse } else { Standing::Replaced };
        let workflow = preset(id).filter(|preset| preset.of == kind)?;
        Some(Shelved { id: (*id).to_owned(), workflow, own: None, standing })
    };
    let presets: Vec<Shelved> = PRESETS.iter().filter_map(of_preset).collect();
    let of_own = |view: RecordView| {
        let id = view.rec.to_string();
        let standing = match &view {
            view if is_refused(view) => Standing::Refused,
            _ if in_use(&id) => Standing::InUse,
            _ => Standing::Retired,
        };
        Some(Shelved { id, workflow: Workflow::read(&view.body)?, own: Some(view), standing })
    };
    presets.into_iter().chain(own.into_iter().filter_map(of_own)).collect()
}

/// Whether somebody may decide on the committee's workflows: those of its office, and not of a part of it.
pub fn may_write(app: App) -> bool {
    app.own_committee().is_some_and(|committee| app.roles_in(Feed::Office(committee.0)).contains(&Role::Staff))
}

/// The workflows that are being written on this computer, the one last typed into first.
pub fn drafts(app: App) -> Vec<(RecordId, Draft)> {
    app.drafts().into_iter().filter(|draft| draft.kind == Kind::Workflow).map(|draft| (draft.rec, draft)).collect()
}
