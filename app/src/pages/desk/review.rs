//! 待审核: what waits, oldest first; one key decides and shows the next.

use super::{
    beside::Beside,
    decision::{Decision, not_yet, return_question},
    review_address::address,
    review_keys::{Keys, listen},
    review_state::ReviewState,
    roster::Roster,
    sheet::{sheet, whereabouts},
};
use crate::{
    clock,
    components::{
        button::{LinkButton, Weight},
        desk_head::DeskHead,
        desk_queue::{DeskQueue, QueueRow},
        desk_reason_panel::DeskReasonPanel,
        desk_sheet::DeskSheet,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        note::Note,
        skeleton::Skeleton,
        toast::ToastArea,
        tone::Tone,
    },
    routes::desk as route,
    state::use_app,
    text::{desk as text, figures, frame, time, trouble, vocabulary},
};
use domain::{activity::Activity, policy::Role, review::Review};
use leptos::{html, prelude::*};

/// The page, for those who review.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let app = use_app();
    let is_staff = Memo::new(move |_| app.session().has_role(Role::Staff));
    move || if is_staff.get() { view! { <Reviewing /> }.into_any() } else { view! { <NotYours /> }.into_any() }
}

/// What a leader finds who follows a link to here: the decision is the office's.
#[component]
fn NotYours() -> impl IntoView {
    view! {
        <main class="desk-page">
            <EmptyState glyph=Glyph::Tray title=text::not_reviewer_title() detail=text::not_reviewer()>
                <LinkButton href=route::FIGURES label=text::figures() weight=Weight::Primary />
            </EmptyState>
        </main>
    }
}

/// The list, the record, and what is known of its author.
#[component]
fn Reviewing() -> impl IntoView {
    let state = ReviewState::new();
    let roster = Memo::new(move |_| Roster::of(state.app));
    let keys = RwSignal::new(true);
    listen(state, keys);
    document().set_title(&text::page_title(text::review()));
    view! {
        <main class="desk-page desk-review-page">
            <DeskHead title=text::review()>
                <Tabs state=state />
                <Keys on=keys />
            </DeskHead>
            <div class="desk-review" class:has-open=move || state.is_named.get() class:is-returning=move || state.returning.get()>
                <Queue state=state roster=roster />
                <Open state=state roster=roster />
                <aside class="desk-beside" aria-label=text::beside()>
                    <Beside state=state roster=roster />
                </aside>
            </div>
            {move || state.returning.get().then(|| view! { <Returning state=state /> })}
            <ToastArea toast=state.said />
        </main>
    }
}

#[component]
fn Tabs(state: ReviewState) -> impl IntoView {
    let tab = move |tab: Review, label: &'static str| {
        let is_current = move || state.tab.get() == tab;
        let count = move || (is_current() && state.list.answer.with(Option::is_some)).then(|| state.total());
        view! {
            <a class="desk-tab" href=address(tab, None) aria-current=move || is_current().then_some("page")>
                {label}
                {move || count().map(|count| format!(" {count}"))}
            </a>
        }
    };
    view! {
        <div class="desk-tabs">
            {tab(Review::Pending, text::tab_pending())}
            {tab(Review::Returned, text::tab_returned())}
        </div>
    }
}

#[component]
fn Queue(state: ReviewState, roster: Memo<Roster>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let today = state.app.today();
        let row = |item: &super::review_queue::QueueItem| {
            let body = &item.row.row.body;
            let place = roster.with(|roster| whereabouts(body, roster));
            let of = if place.is_empty() {
                item.row.author_name.clone()
            } else {
                format!("{} · {place}", item.row.author_name)
            };
            let day = Activity(body).day().map(|day| time::day(day, today)).unwrap_or_default();
            QueueRow {
                rec: item.row.row.rec,
                title: Activity(body).title(24),
                of,
                day,
                came_back: !item.refused.is_empty(),
            }
        };
        state.items.with(|items| items.iter().map(row).collect::<Vec<_>>())
    });
    let open = Memo::new(move |_| state.reading.with(|item| item.as_ref().map(|item| item.row.row.rec)));
    let note = move || {
        let as_of = state.list.answer.with(|list| list.as_ref().map(|list| list.as_of));
        match (state.list.error.get(), as_of) {
            (Some(api_error), Some(at)) if !api_error.is_signed_out() => {
                let words = text::stale(&time::moment(clock::local(at), state.app.today()));
                Some(view! { <p class="desk-queue-note is-off">{words}</p> }.into_any())
            }
            (Some(error), _) => Some(view! {
                <div class="desk-queue-note is-off">
                    <p>{trouble::api(&error)}</p>
                    <button type="button" class="button compact" on:click=move |_| state.list.again()>{frame::try_again()}</button>
                </div>
            }
            .into_any()),
            (None, None) => Some(view! { <div class="desk-queue-note"><Skeleton label=text::queue() /></div> }.into_any()),
            (None, Some(_)) => None,
        }
    };
    view! {
        <section class="desk-queue">
            {note}
            <DeskQueue rows=rows open=open on_pick=Callback::new(move |rec| state.open(rec)) />
        </section>
    }
}

#[component]
fn Open(state: ReviewState, roster: Memo<Roster>) -> impl IntoView {
    let scroller = NodeRef::<html::Div>::new();
    let shown = move || {
        state.reading.get().map(|item| {
            let record = roster.with(|roster| sheet(&item.row, roster, state.app.today()));
            view! { <DeskSheet sheet=record /> }
        })
    };
    // The next record is read from its beginning, whoever scrolled the one before.
    Effect::new(move || {
        state.reading.with(|item| item.as_ref().map(|item| item.row.row.rec));
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
                {shown}
                {move || is_empty.get().then(|| empty(state.tab.get()))}
                <div class="desk-beside is-inside"><Beside state=state roster=roster /></div>
            </div>
            {move || (state.reading.with(Option::is_some)).then(|| view! { <Actions state=state /> })}
        </section>
    }
}

fn empty(tab: Review) -> impl IntoView {
    if tab == Review::Returned {
        view! { <EmptyState glyph=Glyph::Tray title=text::none_returned() detail=text::none_returned_detail() /> }
    } else {
        view! { <EmptyState glyph=Glyph::Tray title=text::done_title() detail=text::done_detail() /> }
    }
}

/// What the reviewer must know before deciding: the server's no, or that the text has moved on.
#[component]
fn Said(state: ReviewState) -> impl IntoView {
    let refused = move || {
        let refusal =
            state.reading.with(|item| item.as_ref()?.refused.first().map(|(_, refusal)| vocabulary::refusal(refusal)));
        refusal.map(|words| view! {
            <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>
                <p>{words}</p>
                <button type="button" class="button compact" on:click=move |_| state.take_note()>{text::understood()}</button>
            </Note>
        })
    };
    let changed = Memo::new(move |_| state.newer().is_some());
    let newer = move || {
        changed.get().then(|| view! {
            <Note tone=Tone::Wait glyph=Glyph::Alert alerts=true>
                <p>{text::changed()}</p>
                <button type="button" class="button compact" on:click=move |_| state.show_newer()>{text::show_new()}</button>
            </Note>
        })
    };
    let not_yet = move || {
        let code = state.reading.with(|item| item.as_ref().and_then(|item| not_yet(&item.row.row)))?;
        let words = vocabulary::problem(code);
        Some(view! { <Note tone=Tone::Wait glyph=Glyph::Info><p>{words}</p></Note> })
    };
    let is_gone = Memo::new(move |_| state.is_gone());
    let gone = move || {
        is_gone.get().then(|| view! {
            <Note tone=Tone::Wait glyph=Glyph::Info alerts=true>
                <p>{text::dealt_with()}</p>
                <button type="button" class="button compact" on:click=move |_| state.move_on()>{text::show_next()}</button>
            </Note>
        })
    };
    let failure = move || {
        let failure = state.failure.get().filter(|_| !state.returning.get());
        failure.map(|failure| view! { <Note tone=Tone::Act glyph=Glyph::Alert alerts=true><p>{failure}</p></Note> })
    };
    view! { <div class="desk-said">{refused}{newer}{gone}{not_yet}{failure}</div> }
}

#[component]
fn Actions(state: ReviewState) -> impl IntoView {
    view! {
        <div class="desk-open-actions">
            {move || state.may(Review::Approved).then(|| view! {
                <button
                    type="button"
                    class="button primary desk-approve"
                    on:click=move |_| state.decide(Decision::Approve)
                >
                    {text::approve()} <kbd aria-hidden="true">"a"</kbd>
                </button>
            })}
            {move || state.may(Review::Returned).then(|| view! {
                <button type="button" class="button" on:click=move |_| state.returning.set(true)>
                    {text::return_it()} <kbd aria-hidden="true">"r"</kbd>
                </button>
            })}
            <span class="desk-open-place">{move || state.place().map(|at| text::place(at, &figures::count(state.total())))}</span>
        </div>
    }
}

#[component]
fn Returning(state: ReviewState) -> impl IntoView {
    let question = state.reading.with_untracked(|item| item.as_ref().map(|item| return_question(&item.row)));
    question.map(|question| {
        view! {
            <DeskReasonPanel
                question=question
                busy=state.busy
                failure=state.failure
                on_confirm=Callback::new(move |reason| state.decide(Decision::Return(reason)))
                on_close=Callback::new(move |()| state.returning.set(false))
            />
        }
    })
}
