//! Shrinking in the page itself, for browsers whose workers cannot draw. It takes longer, and gives the same.

use super::{LONGEST, Shrunk, THUMB};
use futures_channel::oneshot;
use js_sys::{ArrayBuffer, Promise};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, FileReader, HtmlCanvasElement, HtmlImageElement};

/// A file should not be longer, in bytes.
const WANTED: u32 = 350_000;
/// How well the picture is kept, the best first.
const QUALITIES: [f64; 5] = [0.85, 0.75, 0.65, 0.5, 0.4];

/// What the page makes of a file; `None` where the browser cannot read it.
pub async fn shrink(file: &File) -> Option<Shrunk> {
    // Chromium takes a file that turns out to be no picture for a connection that the security policy forbids, where it
    // has an address of its own.
    let reader = FileReader::new().ok()?;
    let read = Promise::new(&mut |resolve, reject| {
        reader.set_onload(Some(&resolve));
        reader.set_onerror(Some(&reject));
    });
    reader.read_as_data_url(file).ok()?;
    JsFuture::from(read).await.ok()?;
    draw(&reader.result().ok()?.as_string()?).await
}

async fn draw(url: &str) -> Option<Shrunk> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(url);
    // Browsers turn it upright by themselves.
    JsFuture::from(image.decode()).await.ok()?;
    let canvas = drawn(&image, LONGEST)?;
    let mut bytes = None;
    for quality in QUALITIES {
        let made = jpeg(&canvas, quality).await?;
        let fits = made.byte_length() <= WANTED;
        bytes = Some(made);
        if fits {
            break;
        }
    }
    let thumb = jpeg(&drawn(&image, THUMB)?, 0.75).await?;
    Some(Shrunk { bytes: bytes?, thumb, sha256: None })
}

fn drawn(image: &HtmlImageElement, longest: u32) -> Option<HtmlCanvasElement> {
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = (f64::from(longest) / width.max(height)).min(1.0);
    let side = |length: f64| (length * scale).round().max(1.0);
    let canvas = web_sys::window()?.document()?.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    let (wide, high) = (side(width), side(height));
    canvas.set_width(wide as u32);
    canvas.set_height(high as u32);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    // What is transparent would turn black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, wide, high);
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, wide, high).ok()?;
    Some(canvas)
}

async fn jpeg(canvas: &HtmlCanvasElement, quality: f64) -> Option<ArrayBuffer> {
    let (done, told) = oneshot::channel();
    let done = Rc::new(RefCell::new(Some(done)));
    let made = Closure::<dyn FnMut(JsValue)>::new(move |blob: JsValue| {
        if let Some(done) = done.borrow_mut().take() {
            // Whoever no longer waits needs no answer.
            let _ = done.send(blob.dyn_into::<Blob>().ok());
        }
    });
    canvas.to_blob_with_type_and_encoder_options(made.as_ref().unchecked_ref(), "image/jpeg", &quality.into()).ok()?;
    let blob = told.await.ok()??;
    JsFuture::from(blob.array_buffer()).await.ok()?.dyn_into().ok()
}
