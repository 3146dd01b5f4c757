//! Rows read as what the desk, signing in and photos ask for.

use super::{
    Account, Blob, Reported, RoleSpell, ScopeRow, StoreError, Total, Upload,
    cells::{Row, int, json, number, number_if_any, parsed, parsed_if_any, text},
    rows,
};
use domain::{
    fields::Fields,
    id::{CommitteeId, RecordId},
    kind::Kind,
    photo::{Format, Sha256},
    policy::Role,
    scope::Scope,
};
use jiff::civil::Date;
use sync::wire::{
    OutboxReport, Outcome,
    desk::{DeskRow, FigureRecord, HistoryEntry, Unsynced},
};

/// A record with where it lives; the row has `author_name` beside the columns of `record`. Who asks is not known here, so
/// nobody reviews it yet.
pub fn desk_row(row: &impl Row) -> Result<DeskRow, StoreError> {
    let record = rows::record(row)?;
    Ok(DeskRow {
        feed: record.feed,
        committee: parsed(row, "committee")?,
        author_name: row.text_if_any("author_name")?.unwrap_or_default().into_owned(),
        reviews: false,
        row: record.row(),
    })
}

/// The same with what it adds to a figure.
pub fn figure_record(row: &impl Row) -> Result<FigureRecord, StoreError> {
    Ok(FigureRecord { amount: int(row, "amount")?, row: desk_row(row)? })
}

/// An operation as the history of a record shows it; the row has `name` beside the columns of `op`.
pub fn history_entry(row: &impl Row) -> Result<HistoryEntry, StoreError> {
    let (ver, refused) = match json(row, "outcome")? {
        Outcome::Applied { ver } => (Some(ver), None),
        Outcome::Refused(refusal) => (None, Some(refusal)),
        Outcome::Held { .. } => (None, None),
    };
    Ok(HistoryEntry {
        by: parsed(row, "by_user")?,
        name: row.text_if_any("name")?.unwrap_or_default().into_owned(),
        at: number(row, "at")?,
        ver,
        refused,
        act: json(row, "act")?,
    })
}

/// The record of a scope. The sorts of scopes are called as the kinds of their records.
pub fn scope_row(row: &impl Row) -> Result<ScopeRow, StoreError> {
    let kind = text(row, "kind")?;
    let scope = Scope::of(&kind, parsed(row, "rec")?);
    Ok(ScopeRow {
        scope: scope.ok_or_else(|| StoreError::Corrupt(format!("a scope of kind {kind}")))?,
        committee: parsed(row, "committee")?,
        body: json(row, "body")?,
    })
}

/// The id and the name of a record of the roster.
pub fn name(row: &impl Row) -> Result<(RecordId, String), StoreError> {
    let body: Fields = json(row, "body")?;
    Ok((parsed(row, "rec")?, body.text("name").unwrap_or("").to_owned()))
}

/// A sum of one scope.
pub fn total(row: &impl Row) -> Result<Total, StoreError> {
    Ok(Total {
        scope: parsed(row, "scope")?,
        indicator: parsed(row, "indicator")?,
        activity_type: text(row, "activity_type")?,
        state: parsed(row, "state")?,
        amount: int(row, "amount")?,
        records: number(row, "records")?,
    })
}

/// The sorts of scopes that there are to choose from, in their order.
pub const CHOICES: [Kind; 8] = [
    Kind::Committee,
    Kind::SpecialCommittee,
    Kind::Sector,
    Kind::SectorGroup,
    Kind::Group,
    Kind::Venue,
    Kind::Cluster,
    Kind::ContactUnit,
];

/// Scopes in the order of their committees as these were asked for, of their sorts, and of their names.
pub fn in_order_of_choice(mut found: Vec<ScopeRow>, committees: &[CommitteeId]) -> Vec<ScopeRow> {
    let place = |row: &ScopeRow| {
        let committee = committees.iter().position(|one| *one == row.committee);
        (committee, CHOICES.iter().position(|kind| kind.id() == row.scope.sort()))
    };
    found.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.name().cmp(b.name())));
    found
}

/// The longest history shown, in operations.
pub const HISTORY_MAX: u64 = 1_000;

/// A phone not heard of for so long, in milliseconds, is lost or laid aside: it would be counted for ever.
pub const SILENT: u64 = 30 * 24 * 60 * 60_000;

/// What phones reported as not sent.
pub fn unsynced(row: &impl Row) -> Result<Unsynced, StoreError> {
    Ok(Unsynced { ops: number(row, "ops")?, devices: number(row, "devices")?, oldest: number_if_any(row, "oldest")? })
}

/// Whose a device is and what it last reported.
pub fn reported(row: &impl Row) -> Result<Reported, StoreError> {
    let waiting = OutboxReport {
        ops: number(row, "waiting_ops")?,
        blobs: number(row, "waiting_blobs")?,
        oldest: number_if_any(row, "waiting_oldest")?,
    };
    Ok(Reported { user: parsed(row, "user")?, waiting, seen_at: number(row, "seen_at")? })
}

/// An account.
pub fn account(row: &impl Row) -> Result<Account, StoreError> {
    Ok(Account {
        id: parsed(row, "id")?,
        login: text(row, "login")?,
        name: text(row, "name")?,
        committee: parsed(row, "committee")?,
        member: parsed_if_any(row, "member")?,
        password: text(row, "password")?,
        disabled: row.flag("disabled")?,
    })
}

/// The cells of a role: role, scope as JSON, first day, last day.
pub type RoleCells = (String, String, String, Option<String>);

/// A role in a scope.
pub fn role(cells: &RoleCells) -> Result<RoleSpell, StoreError> {
    let bad = || StoreError::Corrupt(format!("role {} in {}", cells.0, cells.1));
    let scope: Scope = serde_json::from_str(&cells.1).map_err(|_| bad())?;
    let until = cells.3.as_deref().map(|day| day.parse().map_err(|_| bad())).transpose()?;
    let role = cells.0.parse().map_err(|_| bad())?;
    let from: Date = cells.2.parse().map_err(|_| bad())?;
    Ok(RoleSpell { role, scope, from, until })
}

/// The special committees in which somebody is staff.
pub fn special_committees(roles: &[RoleSpell]) -> Vec<RecordId> {
    let special = roles.iter().filter(|spell| spell.role == Role::Staff).filter_map(|spell| match spell.scope {
        Scope::SpecialCommittee(special) => Some(special),
        _ => None,
    });
    special.collect()
}

/// The hash of a photo.
pub fn sha256(row: &impl Row) -> Result<Sha256, StoreError> {
    let digits = text(row, "sha256")?;
    Sha256::read(&digits).ok_or_else(|| StoreError::Corrupt(format!("sha256 {digits}")))
}

/// An upload.
pub fn upload(row: &impl Row) -> Result<Upload, StoreError> {
    Ok(Upload {
        id: text(row, "id")?,
        user: parsed(row, "user")?,
        sha256: sha256(row)?,
        len: number(row, "len")?,
        offset: number(row, "offset")?,
        begun: number(row, "begun")?,
    })
}

/// A file that is held.
pub fn blob(row: &impl Row) -> Result<Blob, StoreError> {
    let mime = text(row, "mime")?;
    let format = Format::of_mime(&mime).ok_or_else(|| StoreError::Corrupt(format!("mime {mime}")))?;
    let side = |column| number(row, column).map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    Ok(Blob { sha256: sha256(row)?, len: number(row, "len")?, format, width: side("width")?, height: side("height")? })
}
