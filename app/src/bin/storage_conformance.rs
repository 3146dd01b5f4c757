//! Runs the conformance suite of the storage in a browser and writes what came of it into the page.

use app::storage::conformance::{self, Report};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element};

fn main() {
    spawn_local(async {
        // A page without a document shows nothing, which the test takes for a failure.
        let _ = show().await;
    });
}

async fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let list = add(&document, "ol", "")?;
    let status = add(&document, "p", "running")?;
    status.set_attribute("role", "status").ok()?;
    let (mut passed, mut failed) = (0, 0);
    conformance::run(|Report { case, outcome }| {
        let line = match outcome {
            Ok(()) => {
                passed += 1;
                format!("passed: {case}")
            }
            Err(error) => {
                failed += 1;
                format!("failed: {case}: {error}")
            }
        };
        if let Ok(item) = document.create_element("li") {
            item.set_text_content(Some(&line));
            // The list is in the page, so it takes another line.
            let _ = list.append_child(&item);
        }
    })
    .await;
    status.set_text_content(Some(&format!("{passed} passed, {failed} failed")));
    Some(())
}

fn add(document: &Document, tag: &str, text: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    element.set_text_content(Some(text));
    document.body()?.append_child(&element).ok()?;
    Some(element)
}
