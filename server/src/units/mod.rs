//! Units 承办单位, which have no account: behind a link each finds what was given to it, and answers there. What a unit writes
//! is an operation like every other, so that it is in the history and reaches the phones of the site.
//!
//! The secret of a link stands in its address: no page of it may be kept, named to another site, or found by a search.

mod answer;
mod links;
mod page;
mod worklist;

pub use answer::answer;
pub use links::{links, make, revoke};
pub use worklist::{one, worklist};

use crate::{
    app::App,
    auth,
    error::ApiError,
    outsiders,
    public_pages::unit::{Gone, gone},
    store::{StoreError, UnitLink},
};
use axum::{extract::Request, response::Response};
use domain::{hand_over::HandOver, id::RecordId, kind::Kind, workflow::Workflow};
use std::net::IpAddr;
use sync::wire::desk::DeskRow;

/// The most hand-overs that are read for one unit.
const LIMIT: u32 = 5_000;

/// The address of a link.
pub fn path(secret: &str) -> String {
    format!("/u/{secret}")
}

/// The link of a secret that opens now; else the page that says why there is nothing here.
async fn opened(app: &App, request: Request, secret: &str, from: IpAddr) -> Result<(UnitLink, Request), Response> {
    let now = (app.clock)();
    let failed = |error: ApiError| axum::response::IntoResponse::into_response(error);
    let found = app.store.unit_link(&auth::secret_hash(secret)).await.map_err(|error| failed(error.into()))?;
    match found {
        Some(link) if link.opens(now) => Ok((link, request)),
        Some(_) => Err(gone(app, request, Gone::Ended).await),
        // Nobody guesses such a secret; who tries all the same is not kept busy with.
        None => match app.guard.guess("a link of a unit", from, now) {
            Ok(()) => Err(gone(app, request, Gone::Unknown).await),
            Err(error) => Err(failed(error)),
        },
    }
}

/// What was given to the unit of a link, what is under way first.
async fn given_to(app: &App, link: &UnitLink) -> Result<Vec<DeskRow>, StoreError> {
    let mut rows = Vec::new();
    for states in [&["raised", "under_way"][..], &["ended", "aside"]] {
        rows.extend(app.store.standing(link.committee, Kind::HandOver, states, LIMIT).await?);
    }
    rows.retain(|row| is_of(link, row));
    Ok(rows)
}

/// Whether something was given to the unit of a link.
fn is_of(link: &UnitLink, row: &DeskRow) -> bool {
    let is_given = row.row.kind == Kind::HandOver.id() && row.committee == link.committee;
    is_given && HandOver(&row.row.body).unit().trim() == link.unit
}

/// One thing that was given to the unit of a link, with what leads it and what it grew out of.
struct Given {
    row: DeskRow,
    workflow: Option<Workflow>,
    origin: Option<DeskRow>,
}

async fn given(app: &App, link: &UnitLink, rec: &str) -> Result<Option<Given>, StoreError> {
    let Ok(rec) = rec.parse::<RecordId>() else { return Ok(None) };
    let found = app.store.of_ids(&[rec]).await?.into_iter().find(|row| is_of(link, row));
    let Some(row) = found else { return Ok(None) };
    let workflow = outsiders::workflow_of(&*app.store, &row.row.body).await?;
    let origin = match HandOver(&row.row.body).origin() {
        Some(origin) => app.store.of_ids(&[origin]).await?.into_iter().next(),
        None => None,
    };
    Ok(Some(Given { row, workflow, origin }))
}
