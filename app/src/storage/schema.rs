//! The stores of a person's database, and how older ones are brought up to date.

use idb::{Database, ObjectStoreParams};

/// Counters under [`CLIENT`], and which tab owns the database under [`OWNER`].
pub const META: &str = "meta";
/// Operations under their key.
pub const OP: &str = "op";
/// Rows under their record.
pub const ROW: &str = "row";
/// Where the device stands in each feed.
pub const FEED: &str = "feed";
/// Drafts under the record that they will make or edit.
pub const DRAFT: &str = "draft";
/// What is known of photos, under their hash.
pub const PHOTO: &str = "photo";
/// The bytes of photos that the server does not have yet, under their hash.
pub const PICTURE: &str = "picture";
/// Small copies of photos, under the hash of the whole one.
pub const THUMB: &str = "thumb";
/// Every store.
pub const STORES: [&str; 8] = [META, OP, ROW, FEED, DRAFT, PHOTO, PICTURE, THUMB];

/// The key of the counters in [`META`].
pub const CLIENT: &str = "client";
/// The key of the owner's token in [`META`].
pub const OWNER: &str = "owner";

/// Brings a database from one version to the next, inside the upgrade transaction.
pub type Migration = fn(&Database) -> Result<(), idb::Error>;

/// The first brings an empty database to version 1, the second to version 2, and so on.
/// A migration that has been released is never changed: phones have run it.
pub const MIGRATIONS: &[Migration] = &[create_stores, create_photo_stores];

fn create_stores(database: &Database) -> Result<(), idb::Error> {
    for store in ["meta", "op", "row", "feed", "draft"] {
        database.create_object_store(store, ObjectStoreParams::new())?;
    }
    Ok(())
}

fn create_photo_stores(database: &Database) -> Result<(), idb::Error> {
    for store in ["photo", "picture", "thumb"] {
        database.create_object_store(store, ObjectStoreParams::new())?;
    }
    Ok(())
}
