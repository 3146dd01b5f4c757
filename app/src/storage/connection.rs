//! Opening a database: migrations, and giving way to a newer version.

use super::{error::StorageError, schema::Migration, transaction::found};
use idb::{Database, DatabaseEvent, Event, Factory, Request, event::VersionChangeEvent};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{IdbDatabase, IdbOpenDbRequest};

/// Opens a database and brings it up to date.
///
/// `blocked` is called if an older version in another tab keeps the database to itself; it opens
/// as soon as that tab is closed.
///
/// # Errors
/// Where the browser offers no storage, a migration fails, or the database is of a newer version.
pub async fn open(
    name: &str,
    migrations: &'static [Migration],
    blocked: impl FnOnce() + 'static,
) -> Result<IdbDatabase, StorageError> {
    let version = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    let mut request = Factory::new()?.open(name, Some(version))?;
    let failure: Rc<RefCell<Option<idb::Error>>> = Rc::default();
    let failed = failure.clone();
    request.on_upgrade_needed(move |event| {
        let Err(error) = migrate(&event, migrations) else { return };
        // Without an abort the database would carry the new number over the old stores.
        let upgrade = event.target().ok().and_then(|request| request.transaction());
        if upgrade.is_some_and(|upgrade| upgrade.abort().is_ok()) {
            *failed.borrow_mut() = Some(error);
        }
    });
    request.on_blocked(move |_| blocked());
    request.forget_callbacks();
    let opened = found(IdbOpenDbRequest::from(request)).await;
    if let Some(error) = failure.take() {
        return Err(error.into());
    }
    let handle: IdbDatabase = opened?.unchecked_into();
    let closing = handle.clone();
    let mut database = Database::from(handle.clone());
    database.on_version_change(move |_| closing.close());
    database.forget_callbacks();
    Ok(handle)
}

fn migrate(event: &VersionChangeEvent, migrations: &[Migration]) -> Result<(), idb::Error> {
    let database = event.database()?;
    let done = usize::try_from(event.old_version()?).unwrap_or(usize::MAX);
    migrations.iter().skip(done).try_for_each(|migration| migration(&database))
}
