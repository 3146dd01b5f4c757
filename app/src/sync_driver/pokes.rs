//! When to listen for pokes. Only the tab that works on somebody's records does: a browser opens six connections to a server
//! at most, and a stream in each tab would take them all.

use super::pump;
use crate::{
    api::Pokes,
    clock, shell,
    state::{Account, Core},
};
use gloo_timers::callback::Timeout;
use std::rc::Rc;

/// A page that nobody has looked at for so long does not listen any more, in milliseconds.
const UNSEEN: u32 = 60_000;

/// Opens the stream or closes it, as the machine wants it now.
pub fn follow(core: &Rc<Core>, account: &Rc<Account>) {
    let wanted = account.client.borrow().wants_pokes(clock::now());
    let is_open = core.pokes.borrow().is_some();
    if is_open && !wanted {
        stop(core);
    } else if !is_open && wanted && !shell::is_hidden() {
        let opened = open(core);
        if opened.is_none() {
            account.client.borrow_mut().pokes_ended(clock::now());
        }
        *core.pokes.borrow_mut() = opened;
    }
}

/// The page is not looked at from now on; what it then misses it asks for when it is looked at again.
pub fn unseen(core: &Rc<Core>) {
    let later = core.clone();
    Timeout::new(UNSEEN, move || {
        if shell::is_hidden() {
            stop(&later);
        }
    })
    .forget();
}

fn open(core: &Rc<Core>) -> Option<Pokes> {
    // The stream goes with the account that it was opened for, so both speak of the one that is open.
    let (told, ended) = (core.clone(), core.clone());
    Pokes::open(
        move |heads| {
            if let Some(account) = told.account() {
                account.client.borrow_mut().poked(&heads, clock::now());
                pump(&told);
            }
        },
        move || {
            stop(&ended);
            pump(&ended);
        },
    )
}

fn stop(core: &Rc<Core>) {
    if core.pokes.take().is_some()
        && let Some(account) = core.account()
    {
        account.client.borrow_mut().pokes_ended(clock::now());
    }
}
