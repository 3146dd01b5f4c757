//! What was objected to a record merged into another meanwhile is said there at once, without asking its person again.

use super::save;
use crate::state::Core;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Saves such objections anew where they belong; what was refused goes in the same transaction.
pub fn lead_on(core: &Rc<Core>) {
    let core = core.clone();
    spawn_local(async move {
        let found = core.account().map(|account| account.client.borrow().replica().astray()).unwrap_or_default();
        if found.is_empty() {
            return;
        }
        let (keys, edits) = found.into_iter().unzip();
        // Where the disk does not take it, it stays refused and is shown as that; it is tried again with the next answer.
        let _ = save(&core, edits, keys).await;
    });
}
