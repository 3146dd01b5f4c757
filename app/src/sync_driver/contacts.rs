//! Who a citizen is goes to the server by a way of its own, once the request is there; then it leaves this phone.

use crate::{
    api,
    state::{Core, contacts, draft_store},
};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// Sends what lies here of requests that the server has. What belongs to nothing any more is forgotten.
pub fn carry(core: &Rc<Core>) {
    let Some(account) = core.account() else { return };
    for rec in contacts::all(account.user) {
        let (is_there, is_here) = {
            let client = account.client.borrow();
            let replica = client.replica();
            (replica.row(rec).is_some(), replica.ops_of(rec).next().is_some())
        };
        if is_there {
            let (core, account) = (core.clone(), account.clone());
            spawn_local(async move {
                let Some(details) = contacts::get(account.user, rec) else { return };
                // Where it is not taken it stays, and the next answer of the server tries again.
                if api::keep_sealed(rec, &details).await.is_ok() {
                    contacts::drop(account.user, rec);
                    core.records_changed();
                }
            });
        } else if !is_here && !account.drafts.borrow().contains_key(&rec) && !draft_store::is_typed(account.user, rec) {
            contacts::drop(account.user, rec);
        }
    }
}
