//! What the browser profile remembers of sessions: never a password, never a token.

use crate::storage::{StorageError, profile};
use domain::{id::DeviceId, policy::Grant};
use serde::{Deserialize, Serialize};
use sync::wire::User;

const MARKER: &str = "session";
const OWED: &str = "owes-sign-out";

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Marker {
    /// The person.
    pub user: User,
    /// The feeds granted at sign-in.
    pub feeds: Vec<Grant>,
    /// The identity that the device signed in with.
    pub device: DeviceId,
    /// The name of the account; empty where an earlier version signed in.
    #[serde(default)]
    pub login: String,
}

impl Marker {
    /// The marker, if somebody is signed in.
    ///
    /// # Errors
    /// Where the disk cannot be read.
    pub async fn read() -> Result<Option<Marker>, StorageError> {
        profile::recall(MARKER).await
    }

    /// Remembers that somebody has signed in under an account.
    ///
    /// # Errors
    /// Where the disk did not take it: the next start would ask to sign in again.
    pub async fn keep(&self) -> Result<(), StorageError> {
        profile::remember(&device_key(&self.login), Some(&self.device)).await?;
        profile::remember::<bool>(OWED, None).await?;
        profile::remember(MARKER, Some(self)).await
    }
}

/// Forgets who is signed in; the server has yet to hear of it.
///
/// # Errors
/// Where the disk did not take it: the next start would find the session again.
pub async fn forget() -> Result<(), StorageError> {
    profile::remember::<Marker>(MARKER, None).await?;
    profile::remember(OWED, Some(&true)).await
}

/// Whether the server has yet to hear that a session has ended.
pub async fn owes_sign_out() -> bool {
    matches!(profile::recall(OWED).await, Ok(Some(true)))
}

/// The server has heard.
///
/// # Errors
/// Where the disk did not take it: the server will be told once more.
pub async fn settle_sign_out() -> Result<(), StorageError> {
    profile::remember::<bool>(OWED, None).await
}

/// The identity of the device for an account that has signed in here before.
pub async fn device_of(login: &str) -> Option<DeviceId> {
    profile::recall(&device_key(login)).await.ok().flatten()
}

/// Forgets the identity of the device for whoever is signed in.
///
/// # Errors
/// Where the disk did not take it.
pub async fn forget_device() -> Result<(), StorageError> {
    match Marker::read().await? {
        Some(marker) => profile::remember::<DeviceId>(&device_key(&marker.login), None).await,
        None => Ok(()),
    }
}

fn device_key(login: &str) -> String {
    format!("device:{login}")
}
