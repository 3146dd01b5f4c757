//! Setting up: the first committee and the accounts of its office.

use crate::{
    auth,
    store::{Account, Incoming, RoleSpell, Store, StoreError},
};
use anyhow::{Context, bail};
use domain::{
    committee,
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, RecordId, UserId},
    kind::Kind,
    policy::{Held, Role, Scope},
    schema::SCHEMA,
};
use jiff::civil::Date;
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport, Outcome},
};
use uuid::Uuid;

/// An account of the office about to be created.
#[derive(Debug)]
pub struct Office {
    /// What the person types to sign in.
    pub login: String,
    /// The name shown.
    pub name: String,
    /// Roles in the committee.
    pub roles: Vec<Role>,
    /// The committee to set up, if there is none yet.
    pub committee: Option<String>,
}

/// Creates an account of the office; the first one sets the committee up. `now` is in milliseconds since 1970, `today`
/// the first day of the roles.
///
/// # Errors
/// Where the login is taken, or no committee is named for the first account.
pub async fn create_office(
    store: &dyn Store,
    office: Office,
    password: &str,
    today: Date,
    now: u64,
) -> anyhow::Result<()> {
    if office.login.trim().is_empty() {
        bail!("the login is empty");
    }
    if office.login.trim().len() > auth::LOGIN_MAX {
        bail!("the login is longer than {} bytes", auth::LOGIN_MAX);
    }
    if password.chars().count() < 8 {
        bail!("the password is shorter than 8 characters");
    }
    let known = store.committees().await?;
    let (committee, fresh) = match (known.as_slice(), &office.committee) {
        ([(only, _)], None) => (*only, None),
        ([], Some(name)) => (CommitteeId(Uuid::now_v7()), Some(name.clone())),
        ([], None) => bail!("there is no committee yet: give its name with --committee"),
        (known, Some(name)) => {
            let named = known.iter().find(|(_, fields)| committee::Committee(fields).name() == name);
            (named.with_context(|| format!("there is no committee called {name}"))?.0, None)
        }
        (_, None) => bail!("there are several committees: say which with --committee"),
    };
    let scope = Scope::Committee(committee);
    let roles: Vec<_> =
        office.roles.iter().map(|role| RoleSpell { role: *role, scope, from: today, until: None }).collect();
    let account = Account {
        id: UserId(Uuid::now_v7()),
        login: office.login.trim().to_owned(),
        name: office.name,
        committee,
        member: None,
        password: auth::hash(password)?,
        disabled: false,
    };
    if !store.create_account(&account, &roles).await? {
        bail!("the login {} is taken", account.login);
    }
    if let Some(name) = fresh {
        store.open_committee(committee).await?;
        let fields = Fields::default().with(committee::NAME, name);
        create_committee(store, committee, fields, account.id, now).await?;
    }
    Ok(())
}

/// Writes the record of a committee, by an operation like every other.
///
/// # Errors
/// Where it is refused.
async fn create_committee(
    store: &dyn Store,
    committee: CommitteeId,
    fields: Fields,
    by: UserId,
    now: u64,
) -> anyhow::Result<()> {
    // Whoever sets a committee up acts for its office in this one moment.
    let held = vec![Held { role: Role::Staff, scope: Scope::Committee(committee) }];
    let op = Op {
        n: 1,
        rec: RecordId::from(committee),
        kind: Kind::Committee.id().to_owned(),
        feed: Feed::Ref(committee),
        base: 0,
        epoch: Some(store.epoch().to_owned()),
        hlc: Hlc::at(now),
        schema: SCHEMA,
        act: Act::Create(fields),
    };
    let device = DeviceId(Uuid::new_v4().as_u128());
    let push =
        Push { device, actor: Actor { user: by, member: None, held, lost: Vec::new() }, epoch: None, ops: vec![op] };
    let answers = store.apply(&[Incoming { push, waiting: OutboxReport::default() }], now).await?;
    let results = answers.into_iter().next().and_then(Result::ok).context("the committee was not taken in")?;
    match results.first().map(|result| &result.outcome) {
        Some(Outcome::Applied { .. }) => Ok(()),
        other => bail!(StoreError::Corrupt(format!("the committee was refused: {other:?}"))),
    }
}
