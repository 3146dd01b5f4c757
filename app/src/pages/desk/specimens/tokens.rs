//! The tokens, as the style sheet in use has them.

use super::{Specimen, contrast::Colour, mode::Mode};
use crate::text::specimens as text;
use leptos::prelude::*;

/// A colour with the grounds that it must stand out from.
type Swatch = (&'static str, &'static [&'static str]);

const GROUNDS: [Swatch; 8] = [
    ("paper", &[]),
    ("surface", &[]),
    ("sunk", &[]),
    ("ink", &["paper", "surface", "sunk"]),
    ("ink-2", &["paper", "surface", "sunk"]),
    ("ink-3", &["paper", "surface", "sunk"]),
    ("line", &[]),
    ("line-2", &["paper", "surface"]),
];
const REDS: [Swatch; 5] = [
    ("red", &["on-red"]),
    ("red-press", &["on-red"]),
    ("red-ink", &["surface", "red-soft"]),
    ("red-soft", &[]),
    ("red-line", &[]),
];
const STATES: [Swatch; 7] = [
    ("amber-ink", &["surface", "amber-soft"]),
    ("amber-soft", &[]),
    ("amber-line", &[]),
    ("green-ink", &["surface", "green-soft"]),
    ("green-soft", &[]),
    ("green-line", &[]),
    ("green-bar", &["surface"]),
];
const SIZES: [&str; 7] = ["t-cap", "t-sm", "t-md", "t-lg", "t-xl", "t-2xl", "t-3xl"];
const SPACES: [&str; 8] = ["s-1", "s-2", "s-3", "s-4", "s-5", "s-6", "s-7", "s-8"];
const CORNERS: [&str; 4] = ["r-1", "r-2", "r-3", "r-full"];
const LAYERS: &str = "reset → tokens → base → components → utilities";

/// All of them; read anew whenever the mode changes.
#[component]
pub fn Tokens(
    /// How the page is looked at.
    mode: Memo<Mode>,
) -> impl IntoView {
    let read = RwSignal::new(0_u32);
    // It runs behind the effect that shows the mode, which was made first.
    Effect::new(move || {
        mode.track();
        read.update(|times| *times += 1);
    });
    let swatches = move |colours: &'static [Swatch]| {
        move || {
            read.track();
            view! { <ul class="swatches">{colours.iter().map(|colour| swatch(*colour)).collect_view()}</ul> }
        }
    };
    view! {
        <Specimen title=text::grounds() note=text::grounds_note()>{swatches(&GROUNDS)}</Specimen>
        <Specimen title=text::reds() note=text::reds_note()>{swatches(&REDS)}</Specimen>
        <Specimen title=text::states() note=text::states_note()>{swatches(&STATES)}</Specimen>
        {move || {
            read.track();
            view! { <Measures /> }
        }}
        <Specimen title=text::layers() note=text::layers_note()><p><code>{LAYERS}</code></p></Specimen>
        <Specimen title=text::lifts() note=text::lifts_note()>
            <ul class="lifts">
                {["e-1", "e-2", "e-3"].map(|lift| view! {
                    <li style:box-shadow=format!("var(--{lift})")><code>{lift}</code></li>
                })}
            </ul>
        </Specimen>
    }
}

fn swatch((name, grounds): Swatch) -> impl IntoView {
    let value = token(name);
    let colour = Colour::read(&value);
    let contrast = |ground: &&str| {
        let ratio = colour?.against(Colour::read(&token(ground))?);
        // Rounded down: 4.49 must not read as enough.
        let ratio = text::contrast(format!("{:.1}", (ratio * 10.0).floor() / 10.0));
        Some(view! { <span>{ratio} " " <small>{text::against(ground)}</small></span> })
    };
    view! {
        <li>
            <span class="swatch" style:background-color=format!("var(--{name})")></span>
            <code>{name}</code>
            <small>{value}</small>
            {grounds.iter().filter_map(contrast).collect_view()}
        </li>
    }
}

/// Sizes of letters, gaps and targets.
#[component]
fn Measures() -> impl IntoView {
    let size = |name: &'static str| {
        view! {
            <li>
                <small><code>{name}</code> " " {pixels(name)}</small>
                <span class="strong" style:font-size=format!("var(--{name})")>{text::sample()}</span>
            </li>
        }
    };
    let space = |name: &'static str| {
        view! {
            <li>
                <small><code>{name}</code> " " {pixels(name)}</small>
                <span class="space" style:width=format!("var(--{name})")></span>
            </li>
        }
    };
    let corner = |name: &'static str| {
        view! { <li style:border-radius=format!("var(--{name})")><code>{name}</code></li> }
    };
    let target = |(name, words): (&'static str, &'static str)| {
        view! { <li style:min-height=format!("var(--{name})")>{words} <small>{pixels(name)}</small></li> }
    };
    let targets = [("control", text::control()), ("target", text::target()), ("target-main", text::target_main())];
    view! {
        <Specimen title=text::sizes() note=text::sizes_note()>
            <ul class="measures">{SIZES.map(size)}</ul>
        </Specimen>
        <Specimen title=text::spaces() note=text::spaces_note()>
            <ul class="measures">{SPACES.map(space)}</ul>
            <ul class="corners">{CORNERS.map(corner)}</ul>
        </Specimen>
        <Specimen title=text::targets() note=text::targets_note()>
            <ul class="targets">{targets.map(target)}</ul>
        </Specimen>
    }
}

/// The value of a token where the page stands now.
fn token(name: &str) -> String {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    let value = style.and_then(|style| style.get_property_value(&format!("--{name}")).ok());
    value.unwrap_or_default().trim().to_owned()
}

/// A length in CSS pixels, for people: letters are measured in `rem` of 16.
fn pixels(name: &str) -> String {
    let value = token(name);
    match value.strip_suffix("rem").and_then(|rem| rem.parse::<f64>().ok()) {
        Some(rem) => format!("{} px", rem * 16.0),
        None => value.replace("px", " px"),
    }
}
