//! What went astray since its record was merged into another, or came back, is said where it belongs at once, without asking its
//! person again.

use super::save;
use crate::state::Core;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Saves it anew where it belongs; what was refused goes in the same transaction.
pub fn lead_on(core: &Rc<Core>) {
    let core = core.clone();
    spawn_local(async move {
        let found = core.account().map(|account| account.client.borrow().replica().astray()).unwrap_or_default();
        for one in found {
            // Where the disk does not take it, it stays refused and is shown as that; the next answer tries again.
            let _ = save(&core, one.edit.into_iter().collect(), one.keys).await;
        }
    });
}
