//! Every token and component in its states, on one page; there for demonstration data only.

mod contrast;
mod controls;
mod figures;
mod mode;
mod photos;
mod places;
mod records;
mod reviewing;
mod states;
mod tokens;

use crate::{
    components::{
        desk_head::DeskHead,
        segmented::{Segment, Segmented},
    },
    routes::desk as route,
    state::{Theme, use_app},
    text::{desk, specimens as text},
};
use controls::Controls;
use domain::committee::Committee;
use figures::Figures;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use mode::Mode;
use photos::Photos;
use places::Places;
use records::Records;
use reviewing::Reviewing;
use states::States;
use tokens::Tokens;

/// The page. An address without demonstration data behind it leads nowhere.
#[component]
pub fn SpecimensPage() -> impl IntoView {
    let app = use_app();
    let is_demo = Memo::new(move |_| app.committee().is_some_and(|fields| Committee(&fields).is_demo()));
    document().set_title(&desk::page_title(text::title()));
    view! {
        <main class="desk-page">
            {move || if is_demo.get() {
                view! { <Specimens /> }.into_any()
            } else {
                view! { <DeskHead title=desk::no_page() /><p class="desk-plain">{text::missing()}</p> }.into_any()
            }}
        </main>
    }
}

#[component]
fn Specimens() -> impl IntoView {
    let address = use_query_map();
    let mode = Memo::new(move |_| address.with(|query| Mode::read(|name| query.get(name))));
    mode::follow(mode);
    view! {
        <DeskHead title=text::title()><Switches mode=mode /></DeskHead>
        <p class="specimens-intro">{text::intro()}</p>
        <div class="specimens">
            <Tokens mode=mode />
            <Controls />
            <States />
            <Places />
            <Records />
            <Photos />
            <Figures />
            <Reviewing />
        </div>
    }
}

#[component]
fn Switches(mode: Memo<Mode>) -> impl IntoView {
    let navigate = use_navigate();
    let look = Callback::new(move |mode: Mode| {
        let options = NavigateOptions { resolve: false, replace: true, scroll: false, ..Default::default() };
        navigate(&format!("{}{}", route::COMPONENTS, mode.to_query()), options);
    });
    let change = move |change: fn(&mut Mode, bool), to: bool| {
        let mut mode = mode.get_untracked();
        change(&mut mode, to);
        look.run(mode);
    };
    view! {
        <Segmented
            label=text::device()
            segments=vec![Segment::plain(false, text::on_desk()), Segment::plain(true, text::on_phone())]
            chosen=Signal::derive(move || mode.get().phone)
            on_choose=Callback::new(move |to| change(|mode, to| mode.phone = to, to))
        />
        <Segmented
            label=text::type_size()
            segments=vec![Segment::plain(false, text::standard()), Segment::plain(true, text::large())]
            chosen=Signal::derive(move || mode.get().large)
            on_choose=Callback::new(move |to| change(|mode, to| mode.large = to, to))
        />
        <Segmented
            label=text::theme()
            segments=vec![
                Segment::plain(Theme::Auto, text::as_system()),
                Segment::plain(Theme::Light, text::light()),
                Segment::plain(Theme::Dark, text::dark()),
            ]
            chosen=Signal::derive(move || mode.get().theme)
            on_choose=Callback::new(move |theme| look.run(Mode { theme, ..mode.get_untracked() }))
        />
    }
}

/// One part with its name, what is to be known about it, and its states.
#[component]
fn Specimen(
    /// The name.
    title: &'static str,
    /// What is to be known about it.
    #[prop(optional)]
    note: Option<&'static str>,
    /// The states.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="specimen card stack">
            <h2>{title}</h2>
            {note.map(|note| view! { <p class="caption ink-2">{note}</p> })}
            {children()}
        </section>
    }
}
