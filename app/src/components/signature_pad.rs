//! A place to write one's name with a finger; what is drawn is the path of an SVG, in whole numbers.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The width that a signature is drawn in.
pub const WIDTH: i32 = 320;
/// The height that a signature is drawn in.
pub const HEIGHT: i32 = 160;

/// The pad.
#[component]
pub fn SignaturePad(
    /// What it is called.
    #[prop(into)]
    label: String,
    /// The path drawn so far.
    drawn: RwSignal<String>,
    /// The longest path, in bytes; beyond it nothing more is drawn.
    longest: usize,
) -> impl IntoView {
    let down = StoredValue::new(None::<(i32, i32)>);
    let start = move |event: ev::PointerEvent| {
        let Some((pad, at)) = place(&event) else { return };
        event.prevent_default();
        // Without the capture a stroke ends at the edge, which is no harm.
        let _ = pad.set_pointer_capture(event.pointer_id());
        down.set_value(Some(at));
        // A dot is a stroke too.
        draw(drawn, longest, &format!("M{} {}L{} {}", at.0, at.1, at.0, at.1));
    };
    let go_on = move |event: ev::PointerEvent| {
        let Some(((_, at), before)) = place(&event).zip(down.get_value()) else { return };
        event.prevent_default();
        if at != before {
            down.set_value(Some(at));
            draw(drawn, longest, &format!("L{} {}", at.0, at.1));
        }
    };
    let end = move |_: ev::PointerEvent| down.set_value(None);
    view! {
        <svg
            class="signature pad"
            role="img"
            aria-label=label
            viewBox=format!("0 0 {WIDTH} {HEIGHT}")
            on:pointerdown=start
            on:pointermove=go_on
            on:pointerup=end
            on:pointercancel=end
        >
            <path d=move || drawn.get()></path>
        </svg>
    }
}

/// A signature as it was drawn.
#[component]
pub fn Signature(
    /// Whose it is.
    #[prop(into)]
    label: String,
    /// The path.
    #[prop(into)]
    drawn: String,
) -> impl IntoView {
    view! {
        <svg class="signature" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
            <path d=drawn></path>
        </svg>
    }
}

fn draw(drawn: RwSignal<String>, longest: usize, stroke: &str) {
    drawn.update(|drawn| {
        if drawn.len() + stroke.len() <= longest {
            drawn.push_str(stroke);
        }
    });
}

/// The pad, and where on it the finger is.
fn place(event: &ev::PointerEvent) -> Option<(Element, (i32, i32))> {
    let pad: Element = event.current_target()?.dyn_into().ok()?;
    let area = pad.get_bounding_client_rect();
    if area.width() <= 0.0 || area.height() <= 0.0 {
        return None;
    }
    let along = |at: i32, from: f64, length: f64, of: i32| {
        let part = (f64::from(at) - from) / length * f64::from(of);
        part.round().clamp(0.0, f64::from(of)) as i32
    };
    let x = along(event.client_x(), area.left(), area.width(), WIDTH);
    let y = along(event.client_y(), area.top(), area.height(), HEIGHT);
    Some((pad, (x, y)))
}
