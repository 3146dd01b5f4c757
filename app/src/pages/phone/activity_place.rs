//! 2 在哪里: one's own venues at one touch, any other place by a dialog.

use super::{activity_form::Form, activity_time::TimeField, roster::use_roster};
use crate::{
    components::{
        button::{Button, Weight},
        chip::{ChoiceChip, MoreChip},
        dialog::Dialog,
        field::{FieldGroup, TextField},
        icon::{Glyph, Icon},
    },
    state::use_app,
    text::{activity as text, frame, plan},
};
use domain::{
    activity::{PLACE, Phase, VENUE},
    id::VenueId,
};
use leptos::prelude::*;
use serde_json::Value;

/// The most venues listed before somebody types.
const LISTED: usize = 30;

/// Where an activity took place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Spot {
    Venue(VenueId),
    Words(String),
}

impl Spot {
    fn of(form: Form) -> Option<Spot> {
        form.read(|body| {
            let venue = body.parsed(VENUE).map(Spot::Venue);
            venue.or_else(|| body.text(PLACE).map(|words| Spot::Words(words.to_owned())))
        })
    }

    /// A venue or a place in words: choosing one takes the other away. The exact place beside a venue stays.
    fn choose(self, form: Form) {
        let in_words = untrack(|| matches!(Spot::of(form), Some(Spot::Words(_))));
        let (venue, words) = match self {
            Spot::Venue(venue) => (Value::from(venue.to_string()), in_words.then_some(Value::Null)),
            Spot::Words(words) => (Value::Null, Some(Value::from(words))),
        };
        let words = words.map(|words| (PLACE.to_owned(), words));
        form.set([(VENUE.to_owned(), venue)].into_iter().chain(words));
    }
}

/// Where and when.
#[component]
pub fn PlaceField(
    /// The form.
    form: Form,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let chosen = Memo::new(move |_| Spot::of(form));
    let choices = Memo::new(move |_| {
        let mut spots: Vec<Spot> = app.my_venues().into_iter().map(Spot::Venue).collect();
        spots.extend(chosen.get().filter(|spot| !spots.contains(spot)));
        let roster = roster.read();
        let named = |spot: Spot| {
            let name = match &spot {
                Spot::Venue(venue) => roster.venue(*venue)?.to_owned(),
                Spot::Words(words) => words.clone(),
            };
            Some((spot, name))
        };
        spots.into_iter().filter_map(named).collect::<Vec<_>>()
    });
    let open = RwSignal::new(false);
    // Where several venues plan, the village tells whether they meet; of what is past, the text does.
    let planned = Memo::new(move |_| form.phase() == Phase::Planned);
    let exact = move || planned.get() && matches!(*chosen.read(), Some(Spot::Venue(_)));
    let last = move || app.settings().read().last_venue.map(Spot::Venue);
    let aside =
        move || if form.is_new() && last().is_some() && chosen.get() == last() { text::place_last() } else { "" };
    let chip = move |(spot, name): (Spot, String)| {
        let is_chosen = {
            let spot = spot.clone();
            Memo::new(move |_| chosen.read().as_ref() == Some(&spot))
        };
        view! { <ChoiceChip group="place" label=name chosen=is_chosen on_choose=move || spot.clone().choose(form)/> }
    };
    let legend = if untrack(|| planned.get()) { plan::place() } else { text::place() };
    view! {
        <FieldGroup
            legend=legend
            aside=Signal::derive(move || aside().to_owned())
            id="field-venue"
            wrong=form.wrong(&[VENUE, PLACE])
        >
            <div class="chips">
                <For each=move || choices.get() key=Clone::clone children=chip/>
                <MoreChip label=text::elsewhere() glyph=Glyph::Pin on_press=move || open.set(true)/>
            </div>
            <Show when=exact>
                <TextField
                    label=plan::exact_place() aside=text::optional() id="field-place"
                    value=Signal::derive(move || form.read(|body| body.text(PLACE).unwrap_or_default().to_owned()))
                    on_input=move |typed: String| form.set_one(PLACE, typed)
                />
            </Show>
            <TimeField form=form/>
            <Dialog
                title=text::place_title()
                close_label=frame::close()
                open=open
                on_close=move || open.set(false)
            >
                <Elsewhere form=form on_done=move || open.set(false)/>
            </Dialog>
        </FieldGroup>
    }
}

/// Any venue of the committee, or a place in words.
#[component]
fn Elsewhere(
    /// The form.
    form: Form,
    /// Called when a place was chosen.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let roster = use_roster();
    let typed = RwSignal::new(String::new());
    let words = RwSignal::new(untrack(|| form.read(|body| body.text(PLACE).unwrap_or_default().to_owned())));
    let found = Memo::new(move |_| {
        let typed = typed.read().trim().to_owned();
        let roster = roster.read();
        let hits = roster.venues.iter().filter(|(_, name)| name.contains(&typed));
        hits.take(LISTED).cloned().collect::<Vec<_>>()
    });
    let pick = move |venue: VenueId| {
        Spot::Venue(venue).choose(form);
        on_done.run(());
    };
    let keep_words = move || {
        let words = words.get_untracked().trim().to_owned();
        if !words.is_empty() {
            Spot::Words(words).choose(form);
        }
        on_done.run(());
    };
    view! {
        <TextField
            label=text::find_venue() id="find-venue" kind="search" value=typed
            on_input=move |words| typed.set(words)
        />
        <ul class="list boxed">
            <For
                each=move || found.get()
                key=|(id, _)| *id
                children=move |(id, name)| view! {
                    <li>
                        <button type="button" class="list-row middle" on:click=move |_| pick(id)>
                            <Icon glyph=Glyph::Pin/><span class="grow">{name}</span>
                        </button>
                    </li>
                }
            />
        </ul>
        <p class="hint" hidden=move || !found.read().is_empty()>{text::no_such_venue()}</p>
        <TextField
            label=text::place_in_words() id="place-words" value=words
            on_input=move |typed| words.set(typed)
        />
        <Button label=text::done() weight=Weight::Primary block=true on_press=keep_words/>
    }
}
