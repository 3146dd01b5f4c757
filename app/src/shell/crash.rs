//! What a person sees when the program itself fails: nothing typed is lost, and one press starts it again.

use super::browser;
use std::panic::{self, PanicHookInfo};
use web_sys::console;

/// The link is plain HTML: after a panic no handler of ours may be trusted.
const MESSAGE: &str = "<h1>页面出了问题</h1><p>您写的内容都已存在本机，没有丢。</p>";

/// Reports panics on the console and offers to open the page again.
pub fn watch() {
    panic::set_hook(Box::new(report));
}

fn report(panic: &PanicHookInfo<'_>) {
    console::error_1(&panic.to_string().into());
    browser::say_running(false);
    // What cannot be shown now is on the console.
    let _ = show();
}

fn show() -> Option<()> {
    let document = browser::document()?;
    let body = document.body()?;
    let here = document.location()?.pathname().ok()?;
    let note = document.create_element("div").ok()?;
    note.set_class_name("crash");
    note.set_attribute("role", "alert").ok()?;
    note.set_inner_html(MESSAGE);
    let again = document.create_element("a").ok()?;
    again.set_class_name("button primary");
    again.set_attribute("href", &here).ok()?;
    again.set_text_content(Some("重新打开"));
    note.append_child(&again).ok()?;
    body.append_child(&note).ok()?;
    Some(())
}
