//! What the page of one thing given to a unit shows, as plain values.

use super::{Given, path, worklist::title};
use crate::{
    app::App,
    clock, outsiders,
    public_pages::{
        form::{Field, Step, asked},
        unit::Shown,
    },
    store::{StoreError, UnitLink},
};
use domain::{
    fields::Fields,
    hand_over::{HandOver, REPLIED_ON},
    id::RecordId,
    policy::Role,
    workflow::{Demand, Led, STAGE_REASON, Said},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What somebody has just sent, and what became of it.
#[derive(Debug, Default)]
pub struct Typed {
    /// Whether something was saved.
    pub said: bool,
    /// Why the whole was not taken.
    pub refused: Option<String>,
    /// Field → what was typed.
    pub fields: BTreeMap<String, String>,
    /// Field → what is wrong with it.
    pub wrong: BTreeMap<String, String>,
    /// The stage that was asked for.
    pub to: Option<String>,
}

/// What is shown.
pub async fn shown(app: &App, link: &UnitLink, secret: &str, given: &Given, typed: Typed) -> Result<Shown, StoreError> {
    let body = &given.row.row.body;
    let it = HandOver(body);
    let today = clock::day((app.clock)());
    let venue = match it.venue() {
        Some(venue) => app.store.names(&[RecordId::from(venue)]).await?.into_values().next(),
        None => None,
    };
    let stage = given.workflow.as_ref().zip(Led(body).stage()).and_then(|(workflow, id)| workflow.stage(id));
    let facts = [
        ("主办还是协办", Some(it.part().zh().to_owned())),
        ("交办日期", it.handed_on().map(|day| day.to_string())),
        ("答复期限", it.deadline().map(|day| day.to_string())),
        ("哪个阵地的事", venue),
        ("理由", body.text(STAGE_REASON).map(str::to_owned)),
    ];
    let dated = |(day, words): (Date, &str)| format!("{day}：{words}");
    let told = [
        ("延期到", it.extensions().map(dated).collect::<Vec<_>>()),
        ("办公室催办", it.reminders().map(dated).collect()),
    ];
    let told = told.into_iter().map(|(name, days)| (name, Some(days.join("\n")).filter(|text| !text.is_empty())));
    let facts = facts.into_iter().chain(told).filter_map(|(name, said)| Some((name.to_owned(), said?)));
    let answers = given.workflow.as_ref().map(|workflow| workflow.given(body, said)).unwrap_or_default();
    let steps = given.workflow.iter().flat_map(|workflow| outsiders::steps(workflow, body, Role::Unit));
    let steps = steps.map(|stage| Step {
        id: stage.id.clone(),
        name: stage.name.clone(),
        is_asked: typed.to.as_ref() == Some(&stage.id),
        fields: stage.demands.iter().map(|demand| field(demand, body, &typed, today)).collect(),
    });
    Ok(Shown {
        back: path(secret),
        action: format!("{}/{}", path(secret), given.row.row.rec),
        unit: link.unit.clone(),
        title: given.origin.as_ref().map(title).unwrap_or_default(),
        ask: it.ask().to_owned(),
        stage: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
        late: it.late(today),
        facts: facts.chain(answers).collect(),
        steps: steps.collect(),
        version: given.row.row.ver,
        said: typed.said,
        refused: typed.refused.clone(),
    })
}

/// Outside nobody needs to know which member.
fn said(said: Said) -> Option<String> {
    said.zh().map(str::to_owned)
}

fn field(demand: &Demand, body: &Fields, typed: &Typed, today: Date) -> Field {
    let name = demand.field();
    let value = typed.fields.get(&name).cloned().or_else(|| demand.known(body));
    // An answer is mostly of the day on which it is written.
    let value = value.or_else(|| (name == REPLIED_ON).then(|| today.to_string()));
    Field {
        wrong: typed.wrong.get(&name).cloned(),
        label: demand.name.clone(),
        value: value.unwrap_or_default(),
        asked: asked(demand.sort),
        name,
    }
}
