//! The record that is read on the review page, and what may be done to it.

use super::{
    beside::Beside,
    decision::{Decision, not_yet},
    review_address::Tab,
    review_keys::stay_in_record,
    review_state::{Asking, ReviewState},
    scopes::Scopes,
    settling::Settling,
    sheet::sheet,
};
use crate::{
    components::{
        desk_sheet::{DeskSheet, Sheet},
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        note::Note,
        tone::Tone,
    },
    state::App,
    text::{desk as text, figures, review, vocabulary},
};
use domain::{activity::Activity, id::CommitteeId, review::Review, scope::Scope};
use leptos::{html, prelude::*};

/// The record, with the buttons under it.
#[component]
pub fn Open(state: ReviewState) -> impl IntoView {
    let scroller = NodeRef::<html::Div>::new();
    let shown = move || {
        state.reading.get().map(|item| {
            let record = state.roster.with(|roster| sheet(&item.row, roster, state.app.today()));
            // Who may settle both values sees them above it, each with a button.
            let record = if item.row.reviews { Sheet { conflicts: Vec::new(), ..record } } else { record };
            view! { <DeskSheet sheet=record /> }
        })
    };
    // The next record is read from its beginning, whoever scrolled the one before.
    let rec = Memo::new(move |_| state.reading.with(|item| item.as_ref().map(|item| item.row.row.rec)));
    Effect::new(move || {
        rec.track();
        if let Some(scroller) = scroller.get() {
            scroller.set_scroll_top(0);
        }
    });
    Effect::new(move || {
        if state.is_named.get() {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
    let is_empty = Memo::new(move |_| {
        state.reading.with(Option::is_none)
            && state.list.answer.with(Option::is_some)
            && state.items.with(Vec::is_empty)
    });
    view! {
        <section class="desk-open" aria-label=text::open_record()>
            <div class="desk-open-scroll" tabindex="0" node_ref=scroller>
                <button type="button" class="button quiet desk-back-to-list" on:click=move |_| state.close()>
                    <Icon glyph=Glyph::Left small=true />
                    {text::to_list()}
                </button>
                <Said state=state />
                <Decisions state=state />
                {shown}
                {move || is_empty.get().then(|| empty(state))}
                <div class="desk-beside is-inside"><Beside state=state /></div>
            </div>
            {move || rec.get().map(|_| view! { <Actions state=state /> })}
        </section>
    }
}

/// Who reviews a record that one may only read.
pub fn reviewed_by(committee: CommitteeId, app: App, scopes: Scopes) -> String {
    let name = scopes.name(Scope::Committee(committee)).filter(|_| Some(committee) != app.own_committee());
    name.map_or_else(|| review::not_yours().to_owned(), |name| review::reviewed_by(&name))
}

fn empty(state: ReviewState) -> impl IntoView {
    let place = state.place.get();
    let scopes: Scopes = expect_context();
    let (title, detail) = match place.tab {
        _ if place.below().is_some() => (review::none_below(), review::none_below_detail()),
        Tab::Pending if place.of.is_none() && scopes.has_below() => (text::done_title(), review::done_below()),
        _ if place.of.is_some() => (review::none_of(), review::none_of_detail()),
        Tab::Pending => (text::done_title(), text::done_detail()),
        Tab::Returned => (text::none_returned(), text::none_returned_detail()),
        Tab::Mine => (review::none_mine(), review::none_mine_detail()),
    };
    view! { <EmptyState glyph=Glyph::Tray title=title detail=detail /> }
}

/// Two values of which a person takes one, and objections to settle.
#[component]
fn Decisions(state: ReviewState) -> impl IntoView {
    let row = Memo::new(move |_| {
        state.reading.with(|item| item.as_ref().map(|item| item.row.clone()).filter(|row| row.reviews))
    });
    let names = Signal::derive(move || {
        state.detail.answer.with(|detail| detail.as_ref().map(super::history::names).unwrap_or_default())
    });
    // A correction that is on its way changes which ways are left.
    let busy = Signal::derive(move || {
        let counts = row.with(|row| {
            row.as_ref().filter(|row| Activity(&row.row.body).review() == Some(Review::Approved)).map(|row| row.row.rec)
        });
        state.busy.get() || counts.is_some_and(|rec| state.flow.waits_for(&[rec]))
    });
    move || {
        row.get().map(|row| {
            view! {
                <Settling
                    row=row
                    roster=state.roster
                    names=names
                    busy=busy
                    on_settle=Callback::new(move |way| state.settle(way))
                />
            }
        })
    }
}

/// What the reviewer must know before deciding: the server's no, or that the text has moved on.
#[component]
fn Said(state: ReviewState) -> impl IntoView {
    let passes = Memo::new(move |_| state.may_pass());
    let key = move || passes.get().then(|| view! { " " <kbd aria-hidden="true">"a"</kbd> });
    let refused = move || {
        let refusal =
            state.reading.with(|item| item.as_ref()?.refused.first().map(|(_, refusal)| vocabulary::refusal(refusal)));
        refusal.map(|words| {
            view! {
                <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>
                    <p>{words}</p>
                    <button type="button" class="button compact" on:click=move |_| { stay_in_record(); state.take_note(); }>
                        {text::understood()} {key}
                    </button>
                </Note>
            }
        })
    };
    let changed = Memo::new(move |_| !state.is_gone() && state.newer().is_some());
    let newer = move || {
        changed.get().then(|| view! {
            <Note tone=Tone::Wait glyph=Glyph::Alert alerts=true>
                <p>{text::changed()}</p>
                <button type="button" class="button compact" on:click=move |_| state.show_newer()>{text::show_new()}</button>
            </Note>
        })
    };
    let not_yet = move || {
        let words = state.reading.with(|item| {
            item.as_ref().filter(|item| item.row.reviews).and_then(|item| not_yet(&item.row.row, state.app.today()))
        })?;
        Some(view! { <Note tone=Tone::Wait glyph=Glyph::Info><p>{words}</p></Note> })
    };
    let scopes: Scopes = expect_context();
    let read_only = move || {
        let committee =
            state.reading.with(|item| item.as_ref().filter(|item| !item.row.reviews).map(|item| item.row.committee))?;
        let words = reviewed_by(committee, state.app, scopes);
        Some(view! { <Note tone=Tone::Plain glyph=Glyph::Info><p>{words}</p></Note> })
    };
    let is_gone = Memo::new(move |_| state.is_gone());
    let faster = move || match state.beaten_by() {
        Some((name, to)) => review::beaten(&name, vocabulary::review(to)),
        None => text::dealt_with().to_owned(),
    };
    let gone = move || {
        is_gone.get().then(|| {
            view! {
                <Note tone=Tone::Wait glyph=Glyph::Info alerts=true>
                    <p>{faster}</p>
                    <button type="button" class="button compact" on:click=move |_| state.move_on()>
                        {text::show_next()} {key}
                    </button>
                </Note>
            }
        })
    };
    let failure = move || {
        let failure = state.failure.get().filter(|_| state.asking.get().is_none());
        failure.map(|failure| view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true><p>{failure}</p></Note> })
    };
    view! { <div class="desk-said">{read_only}{refused}{newer}{gone}{not_yet}{failure}</div> }
}

#[component]
fn Actions(state: ReviewState) -> impl IntoView {
    let ask = move |asking| state.asking.set(Some(asking));
    let (approves, returns) =
        (Memo::new(move |_| state.may(Review::Approved)), Memo::new(move |_| state.may(Review::Returned)));
    let corrects = Memo::new(move |_| state.may_correct());
    view! {
        <div class="desk-open-actions">
            {move || approves.get().then(|| view! {
                <button
                    type="button"
                    class="button primary desk-approve"
                    on:click=move |_| state.decide(Decision::Approve)
                >
                    {text::approve()} <kbd aria-hidden="true">"a"</kbd>
                </button>
            })}
            {move || returns.get().then(|| view! {
                <button type="button" class="button" on:click=move |_| ask(Asking::Return)>
                    {text::return_it()} <kbd aria-hidden="true">"r"</kbd>
                </button>
            })}
            {move || corrects.get().then(|| {
                let counts = state.reading.with(|item| item.as_ref().is_some_and(|item| item.counts()));
                let word = if counts { review::correct() } else { review::correct_approve() };
                view! {
                    <button type="button" class="button quiet" on:click=move |_| ask(Asking::Correct)>
                        {word} " " <kbd aria-hidden="true">"e"</kbd>
                    </button>
                }
            })}
            <span class="desk-open-place">
                {move || state.position().map(|at| text::place(at, &figures::count(state.total())))}
            </span>
        </div>
    }
}
