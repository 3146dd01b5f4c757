//! 导入: what another phone exported, looked at first and then taken in.

use super::{handover_words as said, screen::Screen};
use crate::{
    clock,
    components::{
        button::{Button, LinkButton, Weight},
        field::TextField,
        file_input::FileInput,
        icon::Glyph,
        note::{Failure, Note},
        tone::Tone,
    },
    routes::phone as route,
    state::{Imported, OpenFile, use_app},
    text::{handover as words, time},
};
use leptos::{ev, prelude::*, task::spawn_local};
use std::rc::Rc;
use web_sys::File;

/// How far it has come.
#[derive(Clone)]
enum Step {
    Choose,
    Look(Rc<OpenFile>),
    Done(Imported),
}

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let step = RwSignal::new_local(Step::Choose);
    view! {
        <Screen title=words::import_title() back=route::ME>
            {move || match step.get() {
                Step::Choose => view! { <Choose step=step/> }.into_any(),
                Step::Look(file) => look(step, file).into_any(),
                Step::Done(done) => finished(done).into_any(),
            }}
        </Screen>
    }
}

/// Asks for the file and its passphrase.
#[component]
fn Choose(
    /// Goes on when the file is open.
    step: RwSignal<Step, LocalStorage>,
) -> impl IntoView {
    let app = use_app();
    let file = RwSignal::new_local(None::<File>);
    let passphrase = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(chosen) = file.get_untracked() else { return failure.set(Some(words::not_chosen().to_owned())) };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let typed = passphrase.get_untracked();
        spawn_local(async move {
            let opened = app.open_export(&chosen, &typed).await;
            // The page may be closed by now.
            busy.try_set(false);
            match opened {
                Ok(opened) => step.try_set(Step::Look(Rc::new(opened))).is_some(),
                Err(error) => failure.try_set(Some(said::trouble(&error))).is_some(),
            };
        });
    };
    let label = Signal::derive(move || if busy.get() { words::opening() } else { words::open() }.to_owned());
    view! {
        <form class="card stack" on:submit=open novalidate=true>
            <p>{words::import_about()}</p>
            <Failure words=failure/>
            <FileInput label=words::choose() glyph=Glyph::Sheet id="file" busy=busy on_choose=move |chosen| file.set(Some(chosen))/>
            {move || file.read().as_ref().map(|file| view! { <p class="small ink-2">{words::chosen(&file.name())}</p> })}
            <TextField
                label=words::passphrase() id="passphrase" kind=Signal::stored("password") value=passphrase
                on_input=move |text| passphrase.set(text)
            />
            <Button label=label weight=Weight::Primary submits=true block=true busy=busy/>
        </form>
    }
}

/// Says what is in the file and what would become of it.
fn look(step: RwSignal<Step, LocalStorage>, file: Rc<OpenFile>) -> impl IntoView {
    let app = use_app();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let when = time::moment(clock::local(file.made_at()), untrack(|| app.today()));
    let holds = file.holds();
    let inside =
        if holds.count() == 0 { words::inside_nothing().to_owned() } else { words::inside(&said::amount(holds)) };
    let about = if file.is_anothers() { words::anothers_about(file.by()) } else { words::own_about().to_owned() };
    let by = words::by(file.by(), &when);
    let take = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let file = file.clone();
        spawn_local(async move {
            let taken = app.take_in(&file).await;
            busy.try_set(false);
            match taken {
                Ok(done) => step.try_set(Step::Done(done)).is_some(),
                Err(error) => failure.try_set(Some(said::trouble(&error))).is_some(),
            };
        });
    };
    let take = StoredValue::new_local(take);
    let label = Signal::derive(move || if busy.get() { words::taking_in() } else { words::take_in() }.to_owned());
    view! {
        <section class="card stack">
            <h2 class="sentence">{by}</h2>
            <p>{inside}</p>
            <p>{about}</p>
            <Failure words=failure/>
            <Button
                label=label weight=Weight::Primary block=true busy=busy
                on_press=Callback::new(move |()| take.with_value(|take| take()))
            />
        </section>
    }
}

/// Says what became of it.
fn finished(done: Imported) -> impl IntoView {
    let added = match done.added.count() {
        0 => words::added_nothing().to_owned(),
        _ => words::added(&said::amount(done.added)),
    };
    let known = (done.known > 0).then(|| view! { <p>{words::known(done.known)}</p> });
    let left = (done.left > 0).then(|| {
        view! {
            <Note tone=Tone::Wait glyph=Glyph::Alert><p>{words::left(done.left)}</p></Note>
        }
    });
    view! {
        <section class="card stack">
            <h2 class="sentence">{words::done()}</h2>
            <p role="status">{added}</p>
            {known}
            {left}
            <LinkButton href=route::OUTBOX label=words::see_outbox() block=true/>
        </section>
    }
}
