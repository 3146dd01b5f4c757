//! What is pressed, chosen and filled in.

use super::Specimen;
use crate::{
    components::{
        big_button::BigButton,
        button::{Button, IconButton, LinkButton, Weight},
        chip::{ChoiceChip, LinkChip, MoreChip, PersonChip, ToggleChip},
        field::{FieldGroup, TextArea, TextField},
        icon::Glyph,
        pick::Pick,
        picked::Picked,
        segmented::{Segment, Segmented},
        stepper::NumberField,
    },
    routes::desk as route,
    text::specimens as text,
};
use leptos::prelude::*;

/// All of them. What they are pressed for stays on this page.
#[component]
pub fn Controls() -> impl IntoView {
    view! {
        <Buttons />
        <Choices />
        <Fields />
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let nothing = Callback::new(|()| ());
    view! {
        <Specimen title=text::buttons() note=text::buttons_note()>
            <div class="row wrap">
                <Button label=text::submit() weight=Weight::Primary />
                <Button label=text::keep() />
                <Button label=text::void() weight=Weight::Danger />
                <Button label=text::cancel() weight=Weight::Quiet />
            </div>
            <div class="row wrap">
                <button type="button" class="button primary">{text::approve()} <kbd aria-hidden="true">"a"</kbd></button>
                <Button label=text::print() glyph=Glyph::Print />
                <button type="button" class="button compact">{text::compact()}</button>
                <Button label=text::busy() busy=true />
            </div>
            <div class="row wrap">
                <IconButton glyph=Glyph::Cross label=text::close() on_press=nothing />
                <IconButton glyph=Glyph::Letters label=text::large() worded=true on_press=nothing />
                <LinkButton href=route::COMPONENTS label=text::empty_action() weight=Weight::Quiet glyph=Glyph::Right />
            </div>
            <Button label=text::whole_width() weight=Weight::Primary block=true />
        </Specimen>
        <Specimen title=text::big_buttons()>
            <div class="big-buttons">
                <BigButton
                    href=route::COMPONENTS
                    title=text::record_one()
                    detail=text::record_one_detail()
                    glyph=Glyph::Compose
                    primary=true
                />
                <BigButton
                    href=route::COMPONENTS
                    title=text::opinions()
                    detail=text::opinions_detail()
                    glyph=Glyph::Voice
                />
            </div>
        </Specimen>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let kind = RwSignal::new(0);
    let span = RwSignal::new(1);
    let tab = RwSignal::new(0);
    let both = RwSignal::new(true);
    let open = RwSignal::new(false);
    let chip = move |(at, words): (usize, &'static str)| {
        view! {
            <ChoiceChip
                group="specimen-kind"
                label=words
                chosen=Signal::derive(move || kind.get() == at)
                on_choose=Callback::new(move |()| kind.set(at))
            />
        }
    };
    let returned = Segment { count: Some(Signal::stored(2)), urgent: true, ..Segment::plain(1, text::returned()) };
    let drafts = Segment { count: Some(Signal::stored(3)), ..Segment::plain(2, text::draft()) };
    view! {
        <Specimen title=text::chips()>
            <div class="chips">
                {[text::visit(), text::research()].into_iter().enumerate().map(chip).collect_view()}
                <MoreChip label=text::more_kinds() on_press=Callback::new(|()| ()) />
            </div>
            <div class="chips">
                <ToggleChip label=text::visit() chosen=both on_toggle=Callback::new(move |is| both.set(is)) />
                <LinkChip href="#" label=text::visit() glyph=Glyph::Pen/>
                <PersonChip name=text::me() />
                <PersonChip name=text::person() remove=(text::remove(text::person()), Callback::new(|()| ())) />
            </div>
            <Picked
                legend=text::chips() id="specimen-picked" add=text::more_kinds() title=text::chips()
                listed=Memo::new(|_| vec![1]) called=|_| text::person().to_owned() on_remove=|_| ()
            >
                <p>{text::person()}</p>
            </Picked>
        </Specimen>
        <Specimen title=text::segments()>
            <Segmented
                label=text::segments()
                segments=vec![
                    Segment::plain(0, text::month()),
                    Segment::plain(1, text::quarter()),
                    Segment::plain(2, text::year()),
                ]
                chosen=span
                on_choose=Callback::new(move |at| span.set(at))
            />
            <Segmented
                label=text::records()
                segments=vec![Segment::plain(0, text::all()), returned, drafts]
                chosen=tab
                on_choose=Callback::new(move |at| tab.set(at))
            />
        </Specimen>
        <Specimen title=text::picks()>
            <Pick
                glyph=Glyph::Pin
                title=text::pick_title()
                detail=text::pick_detail()
                open=open
                on_press=Callback::new(move |()| open.update(|open| *open = !*open))
            />
        </Specimen>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let title = RwSignal::new(text::field_value().to_owned());
    let due = RwSignal::new("2026-05-31".to_owned());
    let narrative = RwSignal::new(text::narrative_value().to_owned());
    let number = RwSignal::new(6);
    view! {
        <Specimen title=text::fields()>
            <TextField
                id="specimen-title"
                label=text::field_title()
                aside=text::field_aside()
                value=title
                on_input=Callback::new(move |words| title.set(words))
            />
            <TextField
                id="specimen-due"
                label=text::field_wrong()
                kind="date"
                value=due
                wrong=Signal::stored(Some(text::field_wrong_why().to_owned()))
                on_input=Callback::new(move |day| due.set(day))
            />
            <TextArea
                id="specimen-narrative"
                label=text::narrative()
                value=narrative
                max=30
                on_input=Callback::new(move |words| narrative.set(words))
            />
            <NumberField
                id="specimen-number"
                label=text::number()
                buttons=(text::fewer(), text::more())
                hint=text::number_hint()
                wrong=text::number_wrong()
                value=number
                on_change=Callback::new(move |to| number.set(to))
            />
            <FieldGroup
                id="specimen-group"
                legend=text::group()
                wrong=Signal::stored(Some(text::group_wrong().to_owned()))
            >
                <div class="chips">
                    <MoreChip label=text::dialog_title() glyph=Glyph::Plus on_press=Callback::new(|()| ()) />
                </div>
            </FieldGroup>
        </Specimen>
    }
}
