//! Photos: taken in by tus 1.0.0, checked, kept as objects, handed out to whoever may read a record that names them.

mod again;
mod body;
mod expiry;
mod objects;
mod picture;
mod read;
mod receive;
mod route;

pub use again::take_in_again;
pub use expiry::clear_away;
pub use objects::{Objects, file_at, thumbnail_at};
pub use read::{file, thumbnail};
pub use route::{begin, end, options, overridden, send, stands};

use std::sync::Arc;
use tokio::sync::Semaphore;

/// What the routes of photos share.
#[derive(Clone)]
pub struct Blobs {
    objects: Objects,
    /// Reading a picture may take some 200 MB: one at a time.
    reading: Arc<Semaphore>,
}

impl Blobs {
    /// Photos in a store of objects.
    pub fn new(objects: Objects) -> Blobs {
        Blobs { objects, reading: Arc::new(Semaphore::new(1)) }
    }
}
