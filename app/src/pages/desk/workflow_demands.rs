//! What entering a stage demands, while a workflow is written.

use super::workflow_editor::Writing;
use crate::{
    components::{
        button::IconButton,
        chip::MoreChip,
        field::{FieldGroup, TextField},
        icon::Glyph,
        select::Select,
    },
    text::workflow as words,
};
use domain::workflow::{Demand, Sort};
use leptos::prelude::*;

/// The demands of a stage, each with what is asked and how it is answered.
#[component]
pub fn Demands(
    /// What is written.
    writing: Writing,
    /// The stage.
    id: StoredValue<String>,
) -> impl IntoView {
    let plan = writing.plan;
    let ids = Memo::new(move |_| {
        let ids = |demands: &[Demand]| demands.iter().map(|demand| demand.id.clone()).collect::<Vec<_>>();
        plan.with(|plan| id.with_value(|id| plan.step(id).map(|step| ids(&step.demands)))).unwrap_or_default()
    });
    let add = move || {
        let demand = super::workflow_plan::fresh_id(writing.app.new_record());
        writing.change(|plan| id.with_value(|id| plan.ask(id, demand)));
    };
    view! {
        <FieldGroup legend=words::demands() id=format!("demands-{}", id.get_value())>
            <For each=move || ids.get() key=String::clone let:demand>
                <One writing=writing id=id demand=demand/>
            </For>
            <div><MoreChip label=words::add_demand() glyph=Glyph::Plus on_press=add/></div>
        </FieldGroup>
    }
}

/// One demand.
#[component]
fn One(
    /// What is written.
    writing: Writing,
    /// The stage.
    id: StoredValue<String>,
    /// The demand.
    demand: String,
) -> impl IntoView {
    let own = demand.clone();
    let demand = StoredValue::new(demand);
    let found = move || {
        writing.plan.with(|plan| {
            let all = id.with_value(|id| plan.step(id).map(|step| step.demands.clone())).unwrap_or_default();
            all.into_iter().enumerate().find(|(_, one)| demand.with_value(|id| one.id == *id))
        })
    };
    let at = untrack(found).map_or(0, |(at, _)| at) + 1;
    let name = Signal::derive(move || found().map(|(_, it)| it.name).unwrap_or_default());
    let sort = Signal::derive(move || found().map(|(_, it)| it.sort.id().to_owned()).unwrap_or_default());
    let change = move |change: &dyn Fn(&mut Demand)| {
        writing.change(|plan| id.with_value(|id| demand.with_value(|it| plan.change_demand(id, it, change))));
    };
    let choose = move |chosen: String| {
        if let Ok(sort) = chosen.parse() {
            change(&|demand| demand.sort = sort);
        }
    };
    let sorts = Sort::ALL.iter().map(|sort| (sort.id().to_owned(), words::sort(*sort).to_owned())).collect();
    let waive = move || writing.change(|plan| id.with_value(|id| demand.with_value(|it| plan.waive(id, it))));
    view! {
        <div class="desk-demand">
            <TextField
                label=words::demand_name(at) id=format!("asked-{own}") value=name
                on_input=move |typed: String| change(&|demand| demand.name.clone_from(&typed))
            />
            <Select label=words::demand_sort(at) id=format!("sort-{own}") options=sorts value=sort on_change=choose/>
            <IconButton glyph=Glyph::Cross label=words::drop_demand(at) on_press=waive/>
        </div>
    }
}
