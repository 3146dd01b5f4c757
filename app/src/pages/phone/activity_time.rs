//! When it took place, and whether it has.

use super::activity_form::Form;
use crate::{
    clock,
    components::{
        field::TextField,
        icon::Glyph,
        pick::Pick,
        segmented::{Segment, Segmented},
    },
    text::{activity as text, time, vocabulary},
};
use domain::activity::{Activity, END, PHASE, Phase, START};
use leptos::prelude::*;
use serde_json::Value;

/// Days, start and end. Each is kept as it is typed; a record gets them once day and time are both there.
#[derive(Clone, Copy)]
struct Typed {
    day: RwSignal<String>,
    from: RwSignal<String>,
    /// The day of the end, which goes with the day of the start as long as both are the same.
    last_day: RwSignal<String>,
    to: RwSignal<String>,
}

impl Typed {
    fn of(form: Form) -> Typed {
        let part = |field: &str, after: bool| {
            let text = untrack(|| form.read(|body| body.text(field).unwrap_or_default().to_owned()));
            let (day, time) = text.split_once('T').unwrap_or_default();
            RwSignal::new(if after { time } else { day }.to_owned())
        };
        let (day, last_day) = (part(START, false), part(END, false));
        if untrack(|| last_day.read().is_empty()) {
            last_day.set(day.get_untracked());
        }
        Typed { day, from: part(START, true), last_day, to: part(END, true) }
    }

    fn keep(self, form: Form) {
        let at = |day: RwSignal<String>, time: RwSignal<String>| {
            let (day, time) = (day.get_untracked(), time.get_untracked());
            if day.is_empty() || time.is_empty() { Value::Null } else { Value::from(format!("{day}T{time}")) }
        };
        form.set([(START.to_owned(), at(self.day, self.from)), (END.to_owned(), at(self.last_day, self.to))]);
    }

    fn move_to(self, day: String) {
        if self.last_day.get_untracked() == self.day.get_untracked() {
            self.last_day.set(day.clone());
        }
        self.day.set(day);
    }
}

/// When, in one box; a press opens the fields. They are open by themselves where something is wrong with them.
#[component]
pub fn TimeField(
    /// The form.
    form: Form,
) -> impl IntoView {
    // What is still to come is nearly always at another time than the form begins with.
    let pressed = RwSignal::new(form.is_new() && untrack(|| form.phase()) == Phase::Planned);
    let wrong = form.wrong(&[START, END, PHASE]);
    let open = Memo::new(move |_| pressed.get() || wrong.read().is_some());
    let title = Signal::derive(move || {
        let span = form.read(|body| {
            let activity = Activity(body);
            activity.start().map(|start| time::span(start, activity.end(), form.app.today()))
        });
        span.unwrap_or_else(|| text::no_time().to_owned())
    });
    let phase = move || form.read(|body| Activity(body).phase()).map(vocabulary::phase).unwrap_or_default();
    view! {
        <Pick
            glyph=Glyph::Clock
            title=title
            detail=Signal::derive(move || phase().to_owned())
            open=open
            on_press=move || pressed.update(|pressed| *pressed = !*pressed)
        />
        <Show when=move || open.get()><Fields form=form/></Show>
    }
}

/// The day, from when to when, and held or planned.
#[component]
fn Fields(
    /// The form.
    form: Form,
) -> impl IntoView {
    let typed = Typed::of(form);
    let keep = move |field: RwSignal<String>| {
        move |text: String| {
            field.set(text);
            typed.keep(form);
        }
    };
    let move_to = move |day: String| {
        typed.move_to(day);
        typed.keep(form);
    };
    let spans_days = Memo::new(move |_| *typed.last_day.read() != *typed.day.read());
    let phase = Memo::new(move |_| form.read(|body| Activity(body).phase()).unwrap_or(Phase::Held));
    let ahead = move || {
        let start = form.read(|body| Activity(body).start());
        phase.get() == Phase::Held && start.is_some_and(|start| start > clock::local(form.app.true_now()))
    };
    let segments = [Phase::Held, Phase::Planned].map(|phase| Segment::plain(phase, vocabulary::phase(phase))).to_vec();
    view! {
        <div class="when">
            <TextField
                label=text::day() id="field-start" kind="date" value=typed.day
                wrong=form.wrong(&[START]) on_input=move_to
            />
            <TextField label=text::from() id="field-from" kind="time" value=typed.from on_input=keep(typed.from)/>
            <Show when=move || spans_days.get()>
                <TextField
                    label=text::last_day() id="field-last-day" kind="date" value=typed.last_day
                    on_input=keep(typed.last_day)
                />
            </Show>
            <TextField
                label=text::to() id="field-end" kind="time" value=typed.to
                wrong=form.wrong(&[END]) on_input=keep(typed.to)
            />
        </div>
        <div id="field-phase" tabindex="-1">
            <Segmented
                label=text::phase()
                segments=segments
                chosen=phase
                on_choose=move |phase| form.set_phase(phase)
            />
        </div>
        <p class="hint near" hidden=move || !ahead()>{text::lies_ahead()}</p>
        <p class="hint wrong" hidden=move || form.wrong(&[PHASE]).read().is_none()>{form.wrong(&[PHASE])}</p>
    }
}
