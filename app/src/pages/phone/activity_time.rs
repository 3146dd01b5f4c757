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
use domain::{
    activity::{Activity, END, PHASE, Phase, START},
    day::{day, day_text, days_between, local_text, local_time, over_midnight},
};
use jiff::{ToSpan, civil::DateTime};
use leptos::prelude::*;
use serde_json::Value;

/// Days, start and end. Each is kept as it is typed; a record gets them once day and time are both there.
#[derive(Clone, Copy)]
struct Typed {
    day: RwSignal<String>,
    from: RwSignal<String>,
    /// The day of the end.
    last_day: RwSignal<String>,
    to: RwSignal<String>,
    /// Whether the day of the end was chosen; else it follows from the times.
    is_chosen: RwSignal<bool>,
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
        let (from, to) = (part(START, true), part(END, true));
        let follows = follows(&day.read_untracked(), &from.read_untracked(), &to.read_untracked());
        let is_chosen = RwSignal::new(*last_day.read_untracked() != follows);
        Typed { day, from, last_day, to, is_chosen }
    }

    fn keep(self, form: Form) {
        if !self.is_chosen.get_untracked() {
            let last = follows(&self.day.read_untracked(), &self.from.read_untracked(), &self.to.read_untracked());
            self.last_day.set(last);
        }
        let at = |day: RwSignal<String>, time: RwSignal<String>| match local(
            &day.read_untracked(),
            &time.read_untracked(),
        ) {
            Some(at) => Value::from(local_text(at)),
            None => Value::Null,
        };
        form.set([(START.to_owned(), at(self.day, self.from)), (END.to_owned(), at(self.last_day, self.to))]);
    }

    /// A day of the end that was chosen moves along with the day of the start.
    fn move_to(self, to: String) {
        let days = day(&self.day.read_untracked()).zip(day(&self.last_day.read_untracked()));
        if let Some(((from, last), to)) = days.zip(day(&to)) {
            let last = to.checked_add(days_between(from, last).days()).unwrap_or(to);
            self.last_day.set(day_text(last));
        }
        self.day.set(to);
    }

    /// The end, where it is on the day after the start.
    fn next_day(self) -> Option<DateTime> {
        let (start, end) =
            (local(&self.day.read(), &self.from.read())?, local(&self.last_day.read(), &self.to.read())?);
        time::is_next_day(start, end).then_some(end)
    }

    /// Whether the day of the end is asked for: it is another one than that of the start, or would have to be.
    fn asks_last_day(self) -> bool {
        let (day, last_day) = (self.day.read(), self.last_day.read());
        *day != *last_day || local(&day, &self.to.read()) < local(&day, &self.from.read())
    }
}

fn local(day: &str, time: &str) -> Option<DateTime> {
    local_time(&format!("{day}T{time}"))
}

/// The day of the end as it follows from the times.
fn follows(day: &str, from: &str, to: &str) -> String {
    match local(day, from).zip(local(day, to)) {
        Some((start, end)) => day_text(over_midnight(start, end).date()),
        None => day.to_owned(),
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
    let choose_last_day = move |day: String| {
        typed.is_chosen.set(true);
        typed.last_day.set(day);
        typed.keep(form);
    };
    let asks_last_day = Memo::new(move |_| typed.asks_last_day());
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
            <TextField
                label=text::to() id="field-end" kind="time" value=typed.to
                wrong=form.wrong(&[END]) on_input=keep(typed.to)
            />
            <Show when=move || asks_last_day.get()>
                <TextField
                    label=text::last_day() id="field-last-day" kind="date" value=typed.last_day
                    on_input=choose_last_day
                />
            </Show>
        </div>
        <p class="hint near" role="status" hidden=move || typed.next_day().is_none()>
            {move || typed.next_day().map(|end| text::ends_next_day(time::next_day(end)))}
        </p>
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

#[cfg(test)]
mod tests {
    use super::follows;

    #[test]
    fn an_evening_that_goes_over_midnight_ends_on_the_next_day() {
        assert_eq!(follows("2026-05-31", "22:00", "01:00"), "2026-06-01");
        assert_eq!(follows("2026-05-31", "22:00", "23:00"), "2026-05-31");
        assert_eq!(follows("2026-05-31", "22:00", ""), "2026-05-31", "while the end is being typed");
    }
}
