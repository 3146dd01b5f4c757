//! Accounts, their roles and their sessions.

use super::under;
use crate::{
    clock,
    store::{
        Account, NewSession, Reported, RoleSpell, Signed, StoreError,
        cells::{json, number, signed, to_json},
        readings::{self, RoleCells, account, special_committees},
    },
};
use domain::{
    fields::Fields,
    id::{DeviceId, RecordId},
    policy::Scope,
};
use jiff::civil::Date;
use sqlx::{Row as _, SqliteConnection};

/// Creates an account with its roles; `false` where the login is taken.
pub async fn create(tx: &mut SqliteConnection, account: &Account, roles: &[RoleSpell]) -> Result<bool, StoreError> {
    let write = "insert into account (id, login, name, committee, member, password, disabled) \
         values (?, ?, ?, ?, ?, ?, ?) on conflict (login) do nothing";
    let written = sqlx::query(write)
        .bind(account.id.to_string())
        .bind(&account.login)
        .bind(&account.name)
        .bind(account.committee.to_string())
        .bind(account.member.map(|member| member.to_string()))
        .bind(&account.password)
        .bind(account.disabled)
        .execute(&mut *tx)
        .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    for role in roles {
        let write = "insert into role_spell (user, role, scope, from_day, until_day) values (?, ?, ?, ?, ?)";
        sqlx::query(write)
            .bind(account.id.to_string())
            .bind(role.role.id())
            .bind(to_json(&role.scope)?)
            .bind(role.from.to_string())
            .bind(role.until.map(|day| day.to_string()))
            .execute(&mut *tx)
            .await?;
    }
    Ok(true)
}

/// The account of a login.
pub async fn by_login(connection: &mut SqliteConnection, login: &str) -> Result<Option<Account>, StoreError> {
    let row = sqlx::query("select * from account where login = ?").bind(login).fetch_optional(connection).await?;
    row.as_ref().map(account).transpose()
}

/// Opens a session, claims its device unless it is somebody's, and clears away sessions that have ended.
pub async fn open_session(tx: &mut SqliteConnection, session: &NewSession, now: u64) -> Result<(), StoreError> {
    sqlx::query("delete from session where expires <= ?").bind(signed(now)).execute(&mut *tx).await?;
    sqlx::query("insert into session (token_hash, user, device, created, expires) values (?, ?, ?, ?, ?)")
        .bind(&session.token_hash)
        .bind(session.user.to_string())
        .bind(session.device.to_string())
        .bind(signed(now))
        .bind(signed(session.expires))
        .execute(&mut *tx)
        .await?;
    let claim = "insert into device (id, user, last_n, behind, waiting_ops, waiting_blobs, seen_at) \
         values (?, ?, 0, exists (select 1 from meta where key = 'restored'), 0, 0, ?) on conflict (id) do nothing";
    sqlx::query(claim)
        .bind(session.device.to_string())
        .bind(session.user.to_string())
        .bind(signed(now))
        .execute(tx)
        .await?;
    Ok(())
}

/// Who a session belongs to, in one statement, since every request asks.
pub async fn session(
    connection: &mut SqliteConnection,
    token_hash: &str,
    now: u64,
) -> Result<Option<Signed>, StoreError> {
    let read = "select account.*, session.expires, record.body as member_body, \
         (select json_group_array(json_array(role, scope, from_day, until_day)) from role_spell \
          where role_spell.user = account.id) as roles \
         from session join account on account.id = session.user \
         left join record on record.rec = account.member and record.kind = 'member' and record.del = 0 \
         where session.token_hash = ? and session.expires > ? and account.disabled = 0";
    let found = sqlx::query(read).bind(token_hash).bind(signed(now)).fetch_optional(&mut *connection).await?;
    let Some(row) = found else { return Ok(None) };
    let has_member = row.try_get::<Option<&str>, _>("member_body")?.is_some();
    let member: Option<Fields> = if has_member { Some(json(&row, "member_body")?) } else { None };
    let roles: Vec<RoleCells> = json(&row, "roles")?;
    let roles = roles.iter().map(readings::role).collect::<Result<Vec<_>, _>>()?;
    let (account, expires) = (account(&row)?, number(&row, "expires")?);
    let under = under(connection, &roles, clock::day(now)).await?;
    Ok(Some(Signed { account, roles, member, under, expires }))
}

/// What comes under the special committees in which somebody is staff; nobody else costs a statement.
async fn under(
    connection: &mut SqliteConnection,
    roles: &[RoleSpell],
    today: Date,
) -> Result<Vec<(RecordId, Scope)>, StoreError> {
    let special = special_committees(roles);
    if special.is_empty() { Ok(Vec::new()) } else { under::under(connection, &special, today).await }
}

/// Lets a session end later.
pub async fn extend_session(
    connection: &mut SqliteConnection,
    token_hash: &str,
    expires: u64,
) -> Result<(), StoreError> {
    let write = "update session set expires = ? where token_hash = ?";
    sqlx::query(write).bind(signed(expires)).bind(token_hash).execute(connection).await?;
    Ok(())
}

/// Ends a session.
pub async fn close_session(connection: &mut SqliteConnection, token_hash: &str) -> Result<(), StoreError> {
    sqlx::query("delete from session where token_hash = ?").bind(token_hash).execute(connection).await?;
    Ok(())
}

/// Whose a device is and what it last reported.
pub async fn device(connection: &mut SqliteConnection, device: DeviceId) -> Result<Option<Reported>, StoreError> {
    let read = "select user, waiting_ops, waiting_blobs, waiting_oldest, seen_at from device where id = ?";
    let row = sqlx::query(read).bind(device.to_string()).fetch_optional(connection).await?;
    row.as_ref().map(readings::reported).transpose()
}
