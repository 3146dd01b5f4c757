//! The secrets of the doors that this phone shows codes for. They never leave it: whoever had one could make every code.

use domain::{
    id::{RecordId, UserId},
    sign_in::{Link, hex, unhex},
};
use gloo_storage::{LocalStorage, Storage as _};

/// The secret of a record's door, where this phone opened it.
pub fn secret(user: UserId, rec: RecordId) -> Option<Link> {
    let kept: String = LocalStorage::get(key(user, rec)).ok()?;
    unhex(&kept)
}

/// Keeps the secret of a door; whether the browser had room for it.
pub fn keep(user: UserId, rec: RecordId, secret: Link) -> bool {
    LocalStorage::set(key(user, rec), hex(secret)).is_ok()
}

/// Forgets the secrets of somebody's doors.
pub fn forget(user: UserId) {
    super::draft_store::forget_keys(&format!("door:{user}:"));
}

fn key(user: UserId, rec: RecordId) -> String {
    format!("door:{user}:{rec}")
}
