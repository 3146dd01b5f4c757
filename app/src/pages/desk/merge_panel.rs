//! 并排比较: two records side by side, and what a merge of them would be. Nothing is decided for the person.

use super::{
    merge_flow::MergeFlow,
    merge_steps::{may_go, merging},
    merge_united::United,
    roster::Roster,
    sheet::sheet,
};
use crate::{
    components::{
        desk_panel::DeskPanel,
        desk_sheet::{DeskSheet, Sheet},
        field::TextArea,
    },
    state::use_app,
    text::{desk as text, figures, review, vocabulary},
};
use domain::{
    activity::{Activity, Measure},
    duplicate::{Differing, differing},
    fields::Fields,
    problem::Code,
    review::Review,
};
use leptos::prelude::*;
use sync::wire::desk::DeskRow;

/// The longest reason, in characters.
const REASON_MAX: usize = 500;

/// What was chosen so far.
#[derive(Clone, Copy)]
pub struct Choice {
    /// The two.
    pub rows: StoredValue<[DeskRow; 2]>,
    /// Which of the two stays.
    pub keep: RwSignal<usize>,
    /// The measures decided, and who was there where the two differ.
    pub decided: RwSignal<Fields>,
    reason: RwSignal<String>,
    /// Somebody wanted to merge, so what is lacking is said.
    pub asked: RwSignal<bool>,
}

impl Choice {
    /// What the two say, the one that stays first.
    pub fn with_two<T>(self, of: impl FnOnce(&Fields, &Fields) -> T) -> T {
        let keep = self.keep.get();
        self.rows.with_value(|rows| of(&rows[keep].row.body, &rows[1 - keep].row.body))
    }
}

/// The panel; `one` is the record that is read.
#[component]
pub fn MergePanel(
    /// The record that is read.
    one: DeskRow,
    /// The one that may be the same.
    other: DeskRow,
    /// Names.
    roster: Memo<Roster>,
    /// What carries the merge out.
    flow: MergeFlow,
    /// Nothing is to be done.
    on_close: Callback<()>,
) -> impl IntoView {
    // What counts already is kept unless somebody says otherwise: its figures are known.
    let counts = |row: &DeskRow| Activity(&row.row.body).review() == Some(Review::Approved);
    let keep = if may_go(&one) == may_go(&other) { counts(&other) && !counts(&one) } else { may_go(&one) };
    let neither = (!may_go(&one) && !may_go(&other)).then(review::both_took_in);
    let keep = usize::from(keep);
    let asked = differing(&one.row.body, &other.row.body);
    let choice = Choice {
        rows: StoredValue::new([one, other]),
        keep: RwSignal::new(keep),
        decided: RwSignal::new(Fields::default()),
        reason: RwSignal::new(review::merge_reason().to_owned()),
        asked: RwSignal::new(false),
    };
    let send = move || {
        choice.asked.set(true);
        let reason = choice.reason.with_untracked(|reason| reason.trim().to_owned());
        let keep = choice.keep.get_untracked();
        let steps = choice.rows.with_value(|rows| {
            choice.decided.with_untracked(|decided| merging(&rows[keep], &rows[1 - keep], decided, &reason))
        });
        if let Some(steps) = steps.filter(|_| !reason.is_empty()) {
            flow.start(steps);
        }
    };
    let measure = move |each: Differing| view! { <Measured choice=choice each=each /> };
    view! {
        <DeskPanel title=review::merge_title() of=review::merge_means() wide=true on_close=on_close>
            <form novalidate on:submit=move |event| { event.prevent_default(); send(); }>
                <div class="desk-panel-body" tabindex="0">
                    <div class="desk-two">
                        <Side choice=choice at=0 roster=roster />
                        <Side choice=choice at=1 roster=roster />
                    </div>
                    <United choice=choice roster=roster />
                    {asked.into_iter().map(measure).collect_view()}
                    <TextArea
                        label=review::merge_why() id="merge-reason" value=choice.reason max=REASON_MAX
                        wrong=Signal::derive(move || {
                            let lacking = choice.asked.get() && choice.reason.read().trim().is_empty();
                            lacking.then(|| vocabulary::problem(Code::ReasonMissing).to_owned())
                        })
                        on_input=move |words: String| choice.reason.set(words)
                    />
                    {neither.map(|words| view! { <p class="note act">{words}</p> })}
                    {move || flow.failure.get().map(|words| view! { <p class="note act" role="alert">{words}</p> })}
                    {move || flow.is_waiting().then(|| view! { <p class="note wait" role="status">{review::merge_on_way()}</p> })}
                </div>
                <footer class="desk-panel-foot">
                    <button type="button" class="button quiet" on:click=move |_| on_close.run(())>
                        {text::cancel()} <kbd aria-hidden="true">"Esc"</kbd>
                    </button>
                    <button type="submit" class="button primary" disabled=move || neither.is_some() || flow.busy.get()>
                        {review::merge_now()}
                    </button>
                </footer>
            </form>
        </DeskPanel>
    }
}

/// One of the two, with the choice to keep it.
#[component]
fn Side(choice: Choice, at: usize, roster: Memo<Roster>) -> impl IntoView {
    let today = use_app().today();
    let shown = move || {
        let sheet = choice.rows.with_value(|rows| roster.with(|roster| sheet(&rows[at], roster, today)));
        view! { <DeskSheet sheet=Sheet { conflicts: Vec::new(), ..sheet } /> }
    };
    let is_kept = move || choice.keep.get() == at;
    view! {
        <div class="desk-side" class:is-kept=is_kept>
            <label class="desk-reason">
                <input
                    type="radio" name="merge-keep" autofocus=at == 0
                    // Of what took others in it is said on its page, with the way to undo that.
                    disabled=choice.rows.with_value(|rows| !may_go(&rows[1 - at]))
                    prop:checked=is_kept on:change=move |_| choice.keep.set(at)
                />
                <span>{review::keep_this()}</span>
                <b>{move || if is_kept() { review::kept() } else { review::voided() }}</b>
            </label>
            {shown}
        </div>
    }
}

/// A number that the two tell differently: one of both, or another. None is chosen beforehand.
#[component]
fn Measured(choice: Choice, each: Differing) -> impl IntoView {
    let id = each.field.split_once(':').map(|(_, id)| id.to_owned()).unwrap_or_default();
    let measure = id.parse::<Measure>().ok();
    let name = measure.map_or_else(|| id.clone(), |measure| vocabulary::measure(measure).to_owned());
    let field = StoredValue::new(each.field);
    let chosen = Memo::new(move |_| field.with_value(|field| choice.decided.read().int(field)));
    let is_typing = RwSignal::new(false);
    let decide = move |value: Option<i64>| {
        let value = value.map_or(serde_json::Value::Null, serde_json::Value::from);
        choice.decided.update(|decided| field.with_value(|field| decided.set(field.clone(), value)));
    };
    let authors = choice.rows.with_value(|[one, other]| [one.author_name.clone(), other.author_name.clone()]);
    // Nothing said is not a number that could be taken; zero can be written.
    let written =
        [each.survivor, each.duplicate].into_iter().zip(authors).filter_map(|(value, who)| Some((value?, who)));
    let group = format!("merge-{id}");
    let one = {
        let group = group.clone();
        move |(value, who): (i64, String)| {
            let unit = measure.map_or("", vocabulary::unit);
            view! {
                <label class="desk-reason">
                    <input
                        type="radio" name=group.clone()
                        prop:checked=move || !is_typing.get() && chosen.get() == Some(value)
                        on:change=move |_| { is_typing.set(false); decide(Some(value)); }
                    />
                    <span>{figures::grouped(value)} " " {unit} " · " {who}</span>
                </label>
            }
        }
    };
    let typed = move |words: String| {
        is_typing.set(true);
        decide(words.trim().parse::<i64>().ok().filter(|number| *number >= 0));
    };
    let lacking = move || choice.asked.get() && chosen.get().is_none();
    let (described, describing) = (format!("{group}-wrong"), format!("{group}-wrong"));
    view! {
        <fieldset class="field" aria-describedby=describing>
            <legend class="label">{review::measure_differs(&name)}</legend>
            <div class="desk-reasons">{written.map(one).collect_view()}</div>
            <div class="desk-typed">
                <label for=format!("{group}-typed")>{review::other_value()}</label>
                <input
                    id=format!("{group}-typed") class="input" inputmode="numeric" autocomplete="off"
                    on:input=move |event| typed(event_target_value(&event))
                />
            </div>
            <p id=described class="hint wrong" role="alert">{move || lacking().then(review::measure_lacking)}</p>
        </fieldset>
    }
}
