//! What pages are arranged with: bars, rows, cards, and what opens above them.

use super::Specimen;
use crate::{
    components::{
        badge::{BadgeText, Family},
        button::{Button, IconButton, Weight},
        card::LinkCard,
        desk_panel::DeskPanel,
        dialog::Dialog,
        icon::Glyph,
        list_row::ListRow,
        tab_bar::{Tab, TabBar},
        tone::Tone,
        top_bar::TopBar,
    },
    routes::desk as route,
    text::specimens as text,
};
use leptos::prelude::*;

/// All of them.
#[component]
pub fn Places() -> impl IntoView {
    view! {
        <Bars />
        <Lists />
        <Above />
    }
}

#[component]
fn Bars() -> impl IntoView {
    let tab = |label, glyph, current, waiting| Tab {
        href: route::COMPONENTS.to_owned(),
        label,
        glyph,
        current,
        waiting: Signal::stored(waiting),
    };
    let tabs = vec![
        tab(text::home(), Glyph::Home, true, 0),
        tab(text::records(), Glyph::Sheet, false, 0),
        tab(text::messages(), Glyph::Mail, false, 2),
        tab(text::me(), Glyph::Person, false, 0),
    ];
    view! {
        <Specimen title=text::bars()>
            <div class="specimen-bars">
                <TopBar title=text::home() below=text::card_quiet() mark=true>
                    <IconButton
                        glyph=Glyph::Letters
                        label=text::large()
                        worded=true
                        on_press=Callback::new(|()| ())
                    />
                </TopBar>
                <TopBar title=text::record_one() back=(route::COMPONENTS.to_owned(), text::back().to_owned()) />
                <TabBar label=text::tabs_label() tabs=tabs />
            </div>
        </Specimen>
    }
}

#[component]
fn Lists() -> impl IntoView {
    let badge = |family, tone, glyph, words: &str| BadgeText { family, tone, glyph, words: words.to_owned() };
    let rows = [
        (
            Glyph::Walk,
            vec![
                badge(Family::Transport, Tone::Wait, Glyph::Phone, text::waiting()),
                badge(Family::Review, Tone::Wait, Glyph::Clock, text::pending()),
            ],
        ),
        (Glyph::Heart, vec![badge(Family::Review, Tone::Act, Glyph::Return, text::returned_why())]),
    ];
    let row = |(glyph, badges)| {
        view! {
            <li>
                <ListRow
                    href=route::COMPONENTS
                    glyph=glyph
                    title=text::row_title()
                    detail=text::row_detail()
                    badges=badges
                />
            </li>
        }
    };
    view! {
        <Specimen title=text::rows()><ul class="list boxed">{rows.map(row)}</ul></Specimen>
        <Specimen title=text::cards()>
            <LinkCard
                href=route::COMPONENTS
                glyph=Glyph::Return
                urgent=true
                title=text::card_title()
                detail=text::card_detail()
            />
            <LinkCard
                href=route::COMPONENTS
                glyph=Glyph::Clock
                title=text::card_quiet()
                detail=text::card_quiet_detail()
            />
        </Specimen>
    }
}

#[component]
fn Above() -> impl IntoView {
    let dialog = RwSignal::new(false);
    let panel = RwSignal::new(false);
    let close_dialog = Callback::new(move |()| dialog.set(false));
    view! {
        <Specimen title=text::dialogs()>
            <div class="row wrap">
                <Button label=text::open_dialog() on_press=Callback::new(move |()| dialog.set(true)) />
                <Button label=text::open_panel() on_press=Callback::new(move |()| panel.set(true)) />
            </div>
            <Dialog
                title=text::dialog_title()
                close_label=text::close()
                open=dialog
                on_close=close_dialog
                actions=move || view! { <Button label=text::submit() weight=Weight::Primary on_press=close_dialog /> }
            >
                <p>{text::dialog_words()}</p>
            </Dialog>
            {move || panel.get().then(|| view! {
                <DeskPanel title=text::open_panel() on_close=Callback::new(move |()| panel.set(false))>
                    <div class="desk-panel-body" tabindex="0"><p>{text::panel_words()}</p></div>
                </DeskPanel>
            })}
        </Specimen>
    }
}
