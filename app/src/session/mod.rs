//! Who is signed in: the marker that lets a later start work with the network off, and the account it opens.

mod marker;
mod open;

pub use open::{reopen, reopen_later};

use crate::{
    api::{self, ApiError},
    clock,
    shell::Tenancy,
    state::{Account, Core, SaveError, Session, Stage, contacts, door_store, draft_store},
    sync_driver,
};
use leptos::prelude::*;
use marker::Marker;
use std::rc::Rc;
use sync::client::Link;

/// Signs in as somebody. Whoever was signed in before keeps an own disk, untouched.
///
/// # Errors
/// What the server said, or that it was not reached.
pub async fn sign_in(core: &Rc<Core>, login: String, password: String) -> Result<(), ApiError> {
    let device = marker::device_of(&login).await.unwrap_or_else(clock::new_device);
    let signed_in = api::sign_in(login.clone(), password, device).await?;
    let marker = Marker { user: signed_in.user, feeds: signed_in.feeds, device, login };
    // Where the disk does not take it, opening the records fails too, and says so.
    let _ = marker.keep().await;
    let same = core.account().is_some_and(|account| account.user == marker.user.id);
    if same {
        core.session.set(session_of(&marker, false));
        sync_driver::signed_in(core);
    } else {
        open::open(core, marker, Tenancy::Take).await;
    }
    Ok(())
}

/// Ends the session. What waits stays on the disk for the same person.
pub async fn sign_out(core: &Rc<Core>) {
    // Where the disk fails, the small storage still has the drafts.
    let _ = draft_store::flush(core).await;
    let forgotten = marker::forget().await;
    core.replace_account(None);
    core.session.set(Session::SignedOut);
    if let Err(error) = forgotten {
        core.stage.set(Stage::Broken(error));
    }
    end_session().await;
}

/// Lets go of everything of whoever is signed in, on this device, and ends the session.
///
/// # Errors
/// Where the disk did not do it: then all of it is still there.
pub async fn wipe(core: &Rc<Core>) -> Result<(), SaveError> {
    let account = core.account().ok_or(SaveError::NotOpen)?;
    account.storage.clear().await?;
    core.replace_account(None);
    // A write that was under way found the disk without an owner.
    core.stage.set(Stage::Working);
    draft_store::forget_typed(account.user);
    door_store::forget(account.user);
    contacts::forget(account.user);
    core.settings.update(|settings| {
        settings.read.remove(&account.user);
    });
    // Its numbers would begin at 1 again under the same name: the next sign-in gets another one.
    marker::forget_device().await?;
    sign_out(core).await;
    Ok(())
}

/// Goes on where the last start ended.
pub async fn resume(core: &Rc<Core>) {
    match Marker::read().await {
        Ok(Some(marker)) => open::open(core, marker, Tenancy::Ask).await,
        Ok(None) => {
            core.session.set(Session::SignedOut);
            if marker::owes_sign_out().await {
                end_session().await;
            }
        }
        Err(error) => core.stage.set(Stage::Broken(error)),
    }
}

/// Works here from now on; the tab that worked on these records before says so and stops.
pub async fn take_over(core: &Rc<Core>) {
    if let Ok(Some(marker)) = Marker::read().await {
        open::open(core, marker, Tenancy::Take).await;
    }
}

/// Brings what pages know of the session in line with what the machine has heard.
pub fn follow(core: &Rc<Core>, account: &Rc<Account>) {
    let Session::SignedIn { user, feeds, expired } = core.session.get_untracked() else { return };
    let client = account.client.borrow();
    let heard = client.meta().grants.as_ref().map_or_else(|| feeds.clone(), |grants| grants.feeds.clone());
    let ended = client.link() == Link::SignedOut;
    if heard != feeds || ended != expired {
        core.session.set(Session::SignedIn { user, feeds: heard, expired: ended });
    }
}

/// Ends the session on the server; what fails now is made up for at the next start.
async fn end_session() {
    if api::sign_out().await {
        // Telling it once more does no harm.
        let _ = marker::settle_sign_out().await;
    }
}

fn session_of(marker: &Marker, expired: bool) -> Session {
    Session::SignedIn { user: marker.user.clone(), feeds: marker.feeds.clone(), expired }
}
