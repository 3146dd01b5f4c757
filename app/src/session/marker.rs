//! What the browser's small storage remembers of a session: never a password, never a token.

use domain::{id::DeviceId, policy::Grant};
use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};
use sync::wire::User;

const MARKER: &str = "session";
const OWED: &str = "session-owes-sign-out";

/// Who was signed in last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    /// The person.
    pub user: User,
    /// The feeds granted at sign-in.
    pub feeds: Vec<Grant>,
    /// The account's name, offered when the session has ended.
    pub login: String,
    /// The identity that the device signed in with.
    pub device: DeviceId,
}

impl Marker {
    /// The marker of this browser, if somebody is signed in.
    pub fn read() -> Option<Marker> {
        LocalStorage::get(MARKER).ok()
    }

    /// Remembers the session. Without room for it the next start asks to sign in again.
    pub fn keep(&self) {
        let _ = LocalStorage::set(MARKER, self);
        let _ = LocalStorage::set(device_key(&self.login), self.device);
        LocalStorage::delete(OWED);
    }
}

/// Forgets the session; the server has yet to hear of it.
pub fn forget() {
    LocalStorage::delete(MARKER);
    let _ = LocalStorage::set(OWED, true);
}

/// Whether the server has yet to hear that the session has ended.
pub fn owes_sign_out() -> bool {
    LocalStorage::get(OWED).unwrap_or(false)
}

/// The server has heard.
pub fn settle_sign_out() {
    LocalStorage::delete(OWED);
}

/// The identity of the device for an account that has signed in here before.
pub fn device_of(login: &str) -> Option<DeviceId> {
    LocalStorage::get(device_key(login)).ok()
}

fn device_key(login: &str) -> String {
    format!("device:{login}")
}
