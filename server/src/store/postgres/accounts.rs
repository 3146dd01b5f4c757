//! Accounts, their roles, their sessions and their devices.

use super::{parts, pushing::id_of};
use crate::{
    clock,
    store::{
        Account, NewSession, Reported, RoleSpell, Signed, StoreError,
        cells::{Row as _, clean, json, number, signed, to_json},
        readings::{self, RoleCells, account, special_committees},
    },
};
use domain::{fields::Fields, id::DeviceId};
use sqlx::PgConnection;

/// Creates an account with its roles; `false` where the login is taken.
pub async fn create(tx: &mut PgConnection, account: &Account, roles: &[RoleSpell]) -> Result<bool, StoreError> {
    let write = "insert into account (id, login, name, committee, member, password, disabled) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (login) do nothing";
    let written = sqlx::query(write)
        .bind(account.id.0)
        .bind(clean(&account.login))
        .bind(clean(&account.name))
        .bind(account.committee.0)
        .bind(account.member.map(|member| member.0))
        .bind(&account.password)
        .bind(account.disabled)
        .execute(&mut *tx)
        .await?;
    if written.rows_affected() == 0 {
        return Ok(false);
    }
    for role in roles {
        let write = "insert into role_spell (\"user\", role, scope, from_day, until_day) values ($1, $2, $3, $4, $5)";
        sqlx::query(write)
            .bind(account.id.0)
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
pub async fn by_login(connection: &mut PgConnection, login: &str) -> Result<Option<Account>, StoreError> {
    let read = "select * from account where login = $1";
    let row = sqlx::query(read).bind(clean(login)).fetch_optional(connection).await?;
    row.as_ref().map(account).transpose()
}

/// Opens a session, claims its device unless it is somebody's, and clears away sessions that have ended.
pub async fn open_session(tx: &mut PgConnection, session: &NewSession, now: u64) -> Result<(), StoreError> {
    sqlx::query("delete from session where expires <= $1").bind(signed(now)).execute(&mut *tx).await?;
    sqlx::query("insert into session (token_hash, \"user\", device, created, expires) values ($1, $2, $3, $4, $5)")
        .bind(&session.token_hash)
        .bind(session.user.0)
        .bind(id_of(session.device))
        .bind(signed(now))
        .bind(signed(session.expires))
        .execute(&mut *tx)
        .await?;
    let claim = "insert into device (id, \"user\", last_n, behind, waiting_ops, waiting_blobs, seen_at) \
         values ($1, $2, 0, exists (select 1 from meta where key = 'restored'), 0, 0, $3) on conflict (id) do nothing";
    sqlx::query(claim).bind(id_of(session.device)).bind(session.user.0).bind(signed(now)).execute(tx).await?;
    Ok(())
}

/// Who a session belongs to, in one statement, since every request asks.
pub async fn session(connection: &mut PgConnection, token_hash: &str, now: u64) -> Result<Option<Signed>, StoreError> {
    let read = "select account.*, session.expires, record.body as member_body, \
         (select coalesce(json_agg(json_build_array(role, scope, from_day, until_day)), '[]')::text \
          from role_spell where role_spell.\"user\" = account.id) as roles \
         from session join account on account.id = session.\"user\" \
         left join record on record.rec = account.member and record.kind = 'member' and not record.del \
         where session.token_hash = $1 and session.expires > $2 and not account.disabled";
    let found = sqlx::query(read).bind(token_hash).bind(signed(now)).fetch_optional(&mut *connection).await?;
    let Some(row) = found else { return Ok(None) };
    let has_member = row.text_if_any("member_body")?.is_some();
    let member: Option<Fields> = if has_member { Some(json(&row, "member_body")?) } else { None };
    let roles: Vec<RoleCells> = json(&row, "roles")?;
    let roles = roles.iter().map(readings::role).collect::<Result<Vec<_>, _>>()?;
    let (account, expires) = (account(&row)?, number(&row, "expires")?);
    let special = special_committees(&roles);
    // Nobody else costs a statement.
    let under = match special.is_empty() {
        true => Vec::new(),
        false => parts::under(connection, &special, clock::day(now)).await?,
    };
    Ok(Some(Signed { account, roles, member, under, expires }))
}

/// Lets a session end later.
pub async fn extend_session(connection: &mut PgConnection, token_hash: &str, expires: u64) -> Result<(), StoreError> {
    let write = "update session set expires = $1 where token_hash = $2";
    sqlx::query(write).bind(signed(expires)).bind(token_hash).execute(connection).await?;
    Ok(())
}

/// Ends a session.
pub async fn close_session(connection: &mut PgConnection, token_hash: &str) -> Result<(), StoreError> {
    sqlx::query("delete from session where token_hash = $1").bind(token_hash).execute(connection).await?;
    Ok(())
}

/// Whose a device is and what it last reported.
pub async fn device(connection: &mut PgConnection, device: DeviceId) -> Result<Option<Reported>, StoreError> {
    let row = sqlx::query("select * from device where id = $1").bind(id_of(device)).fetch_optional(connection).await?;
    row.as_ref().map(readings::reported).transpose()
}
