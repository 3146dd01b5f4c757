//! After a restore: files that arrived since the backup lie where they lay, and the database learns of them again.

use super::{objects::Objects, picture};
use crate::store::{Store, Upload};

/// Takes in again every file that is on the disk and that the database does not know; answers how many there were.
///
/// # Errors
/// Where the store of photos or the database fails.
pub async fn take_in_again(store: &dyn Store, objects: &Objects, now: u64) -> anyhow::Result<usize> {
    let mut taken = 0;
    for (hash, user) in objects.sent().await? {
        if store.has_sent(&hash, user).await? {
            continue;
        }
        let Some(bytes) = objects.get(&super::file_at(&hash)).await? else { continue };
        let len = bytes.len() as u64;
        let name = hash.clone();
        let read = tokio::task::spawn_blocking(move || picture::read(name, &bytes)).await?;
        let Ok(picture) = read else { continue };
        // An upload of before: nobody asks for it, so it need not be there.
        let upload = Upload { id: String::new(), user, sha256: hash, len, offset: len, begun: now };
        store.keep_blob(&picture.blob, &upload, now).await?;
        taken += 1;
    }
    Ok(taken)
}
