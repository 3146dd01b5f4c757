//! Who citizens are whose requests were written down here. It is no part of a record, so it lies apart from drafts and the outbox,
//! and leaves this phone once the server has sealed it.

use domain::{
    id::{RecordId, UserId},
    seal::Details,
};
use gloo_storage::{LocalStorage, Storage as _};

/// What was typed for a request.
pub fn get(user: UserId, rec: RecordId) -> Option<Details> {
    LocalStorage::get(key(user, rec)).ok()
}

/// Keeps what was typed, or forgets it where nothing is left of it; whether the browser had room for it.
pub fn keep(user: UserId, rec: RecordId, details: &Details) -> bool {
    if Details::of(&details.name, &details.phone).is_empty() {
        LocalStorage::delete(key(user, rec));
        return true;
    }
    LocalStorage::set(key(user, rec), details).is_ok()
}

/// Forgets what was typed for a request.
pub fn drop(user: UserId, rec: RecordId) {
    LocalStorage::delete(key(user, rec));
}

/// The requests of which something lies here.
pub fn all(user: UserId) -> Vec<RecordId> {
    let prefix = prefix(user);
    super::draft_store::keys(&prefix).iter().filter_map(|key| key.strip_prefix(&prefix)?.parse().ok()).collect()
}

/// Forgets everything that somebody typed.
pub fn forget(user: UserId) {
    super::draft_store::forget_keys(&prefix(user));
}

fn key(user: UserId, rec: RecordId) -> String {
    format!("{}{rec}", prefix(user))
}

fn prefix(user: UserId) -> String {
    format!("contact:{user}:")
}
