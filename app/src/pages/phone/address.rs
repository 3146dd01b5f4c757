//! What the address of a page names.

use domain::id::RecordId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The record of the page; nothing where the address names none.
pub fn use_record() -> Memo<Option<RecordId>> {
    let params = use_params_map();
    Memo::new(move |_| params.read().get("rec").and_then(|text| text.parse().ok()))
}
