//! `POST /api/v1/sync`: operations in, changes out, in one round trip.

mod decode;

use crate::{
    app::App,
    auth::Caller,
    error::ApiError,
    lanes::Turn,
    store::{Incoming, Reported},
};
use axum::{Json, body::Body, extract::State};
use domain::{id::Feed, policy::Grant, problem::Code};
use serde_json::json;
use sha2::{Digest, Sha256};
use sync::{
    server::{group::Push, pull::put_off},
    wire::{GrantList, OutboxReport, PROTO, SyncReply, SyncRequest},
};

/// Takes the operations in, waits until they are on the disk, then reads what the client still needs.
///
/// # Errors
/// Those of `docs/sync.md`: nothing of the batch is applied then.
pub async fn sync(State(app): State<App>, caller: Caller, body: Body) -> Result<Json<SyncReply>, ApiError> {
    let mut request = decode::request(body).await?;
    if request.proto != PROTO {
        return Err(Code::ProtoUnsupported.into());
    }
    let grants = caller.grants();
    let results = match push(&app, &caller, &mut request).await? {
        Some(incoming) => app.writer.push(incoming).await.map_err(|error| in_epoch(error, app.store.epoch()))?,
        None => Vec::new(),
    };
    let granted: Vec<Feed> = grants.iter().map(|grant| grant.id).collect();
    let (feeds, missing) = match turn(&app, request.first, !results.is_empty()).await? {
        Some(_turn) => (app.store.pull(&request, &granted).await?, app.store.missing_blobs(&granted, MISSING).await?),
        None => (put_off(&request, &granted), Vec::new()),
    };
    let hash = hash(&grants);
    let grants = (request.grants.as_ref() != Some(&hash)).then_some(GrantList { hash, feeds: grants });
    let missing_blobs = missing.iter().map(ToString::to_string).collect();
    let epoch = app.store.epoch().to_owned();
    Ok(Json(SyncReply { epoch, now: (app.clock)(), results, grants, feeds, missing_blobs }))
}

/// The turn to read what is new. Who has `brought` something is acknowledged whoever else reads; and where much waits to be
/// taken in, that goes first, before those who only ask too.
async fn turn(app: &App, first: bool, brought: bool) -> Result<Option<Turn>, ApiError> {
    match brought {
        _ if app.writer.is_pressed() => Ok(None),
        true => Ok(app.lanes.pull_soon(first).await),
        false => app.lanes.pull(first).await.map(Some),
    }
}

/// Whoever is told of a restore is told the epoch too.
fn in_epoch(error: ApiError, epoch: &str) -> ApiError {
    match error {
        ApiError::Refused(Code::Restored) => ApiError::Explained(Code::Restored, json!({ "epoch": epoch })),
        other => other,
    }
}

/// What goes to the writer; nothing where there is no operation and the phone reports what it reported before.
///
/// A device that nobody has yet goes there too and is the caller's from then on, before any row is sent: two people in
/// two tabs share one cookie, and what a tab receives must be for the person whose disk it writes to.
async fn push(app: &App, caller: &Caller, request: &mut SyncRequest) -> Result<Option<Incoming>, ApiError> {
    let ops = std::mem::take(&mut request.ops);
    let waiting = after(request.outbox, ops.len() as u64, (app.clock)());
    if ops.is_empty() {
        let known = app.store.device(request.device).await?;
        if known.is_some_and(|known| known.user != caller.actor.user) {
            return Err(Code::DeviceForeign.into());
        }
        if known.is_some_and(|known| is_known(known, waiting, (app.clock)())) {
            return Ok(None);
        }
    }
    let push = Push { device: request.device, actor: caller.actor.clone(), epoch: request.epoch.clone(), ops };
    Ok(Some(Incoming { push, waiting }))
}

/// The most photos that a reply names as missing.
const MISSING: u32 = 1_000;

/// How long, in milliseconds, the same report need not be written again. The figures leave out what was not heard of for
/// a month.
const FRESH: u64 = 24 * 60 * 60_000;

/// Whether a report says nothing new.
fn is_known(known: Reported, waiting: OutboxReport, now: u64) -> bool {
    let fresh = waiting == OutboxReport::default() || now < known.seen_at + FRESH;
    known.waiting == waiting && fresh
}

/// More than this is never believed to wait on one phone: the figures add up what all of them report.
const MOST: u64 = 1_000_000;

/// What waits on a phone once so many of its operations are acknowledged. A report is only a claim: what no phone can
/// hold would spoil the figures of the whole committee.
fn after(report: OutboxReport, sent: u64, now: u64) -> OutboxReport {
    let ops = report.ops.saturating_sub(sent).min(MOST);
    let blobs = report.blobs.min(MOST);
    let oldest = if ops + blobs == 0 { None } else { report.oldest.map(|at| at.min(now)) };
    OutboxReport { ops, blobs, oldest }
}

/// Changes whenever the list of grants does.
fn hash(grants: &[Grant]) -> String {
    let mut hash = Sha256::new();
    for grant in grants {
        hash.update(grant.id.to_string());
        for role in &grant.roles {
            hash.update([b' ']);
            hash.update(role.id());
        }
        hash.update([b'\n']);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_request_brings_does_not_wait_any_more() {
        let report = OutboxReport { ops: 3, blobs: 0, oldest: Some(9) };
        assert_eq!(after(report, 3, 10), OutboxReport::default());
        assert_eq!(after(report, 1, 10), OutboxReport { ops: 2, blobs: 0, oldest: Some(9) });
    }

    #[test]
    fn a_report_beyond_all_measure_is_cut_to_what_a_phone_can_hold() {
        let report = OutboxReport { ops: u64::MAX, blobs: u64::MAX, oldest: Some(u64::MAX) };
        assert_eq!(after(report, 0, 10), OutboxReport { ops: MOST, blobs: MOST, oldest: Some(10) });
    }

    #[test]
    fn what_waits_is_written_down_again_after_a_day_and_an_empty_outbox_never() {
        let waiting = OutboxReport { ops: 1, blobs: 0, oldest: Some(9) };
        let known = |waiting| Reported { user: domain::id::UserId(uuid::Uuid::nil()), waiting, seen_at: 10 };
        assert!(is_known(known(waiting), waiting, 10 + FRESH - 1));
        assert!(!is_known(known(waiting), waiting, 10 + FRESH));
        assert!(!is_known(known(OutboxReport::default()), waiting, 11));
        assert!(is_known(known(OutboxReport::default()), OutboxReport::default(), u64::MAX));
    }
}
