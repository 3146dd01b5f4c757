//! A real server on a free port with 200 venues and two accounts.

use super::{Kind, cluster::Database};
use anyhow::Context;
use domain::{
    fields::Fields,
    id::{CommitteeId, Feed, MemberId, RecordId, UserId, VenueId},
    policy::{Held, Role, Scope},
};
use jiff::civil::date;
use server::{
    auth, blobs, clock,
    seals::Seals,
    serve,
    store::{Account, Incoming, RoleSpell, Store, postgres::PostgresStore, sqlite::SqliteStore},
};
use std::{net::SocketAddr, sync::Arc};
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport, SignIn, SignedIn},
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use uuid::Uuid;

/// Venues, and so feeds.
const VENUES: usize = 200;
const PASSWORD: &str = "a password for the bench";

/// The running server and how to reach it.
pub struct Stage {
    /// `http://…` without a slash at the end.
    pub base: String,
    /// Bearer token of somebody who may write everywhere and follows no venue.
    pub writer: String,
    /// Bearer token of somebody who follows every venue.
    pub reader: String,
    /// A bearer token of the convenor of each venue, in the order of the venues.
    pub convenors: Vec<String>,
    /// The feed of the roster.
    pub roster: Feed,
    /// The venues.
    pub venues: Vec<VenueId>,
    /// Who is present everywhere.
    pub member: MemberId,
    /// For requests.
    pub http: reqwest::Client,
    /// The database, where it is none in a file.
    pub database: Option<Database>,
    end: oneshot::Sender<()>,
    serving: JoinHandle<anyhow::Result<()>>,
    _folder: tempfile::TempDir,
}

impl Stage {
    /// Starts it.
    pub async fn start(kind: Kind) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let database = (kind == Kind::Postgres).then(Database::durable);
        let store: Arc<dyn Store> = match &database {
            None => Arc::new(SqliteStore::open(&folder.path().join("bench.db")).await?),
            Some(database) => Arc::new(PostgresStore::open(&database.url).await?),
        };
        let (roster, venues) = set_up(&*store).await?;
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let base = format!("http://{}", listener.local_addr()?);
        let (end, ended) = oneshot::channel::<()>();
        let assets = folder.path().join("dist");
        let bounds = serve::Bounds::default();
        let objects = blobs::Objects::open(&folder.path().join("blobs").to_string_lossy())?;
        let seals = Seals::open(&folder.path().join("seal.key"))?;
        let (trusted_proxy, clock) = (None, clock::system);
        let parts = serve::Parts { store, objects, seals, listener, assets, trusted_proxy, clock, bounds };
        let serving = tokio::spawn(serve::run(parts, async move {
            let _ = ended.await;
        }));
        server::tls::prepare();
        let http = reqwest::Client::builder().build()?;
        let (writer, reader) = (sign_in(&http, &base, "writer").await?, sign_in(&http, &base, "reader").await?);
        let mut convenors = Vec::new();
        for n in 0..VENUES {
            convenors.push(sign_in(&http, &base, &convenor(n)).await?);
        }
        let member = MemberId(Uuid::now_v7());
        Ok(Stage {
            base,
            writer,
            reader,
            convenors,
            roster,
            venues,
            member,
            http,
            database,
            end,
            serving,
            _folder: folder,
        })
    }

    /// Ends it gracefully.
    pub async fn end(self) -> anyhow::Result<()> {
        let _ = self.end.send(());
        drop(self.http);
        self.serving.await?
    }
}

async fn sign_in(http: &reqwest::Client, base: &str, login: &str) -> anyhow::Result<String> {
    let sign_in = SignIn { login: login.into(), password: PASSWORD.into(), device: super::corpus::device() };
    let reply = http.post(format!("{base}/api/v1/session")).json(&sign_in).send().await?;
    Ok(reply.error_for_status()?.json::<SignedIn>().await?.token)
}

/// Writes committee, accounts and venues; answers the feed of the roster and the venues.
async fn set_up(store: &dyn Store) -> anyhow::Result<(Feed, Vec<VenueId>)> {
    let committee = CommitteeId(Uuid::now_v7());
    store.open_committee(committee).await?;
    let venues: Vec<VenueId> = (0..VENUES).map(|_| VenueId(Uuid::now_v7())).collect();
    let spell = |role, scope| RoleSpell { role, scope, from: date(2020, 1, 1), until: None };
    let staff = [spell(Role::Staff, Scope::Committee(committee))];
    let everywhere: Vec<_> = venues.iter().map(|venue| spell(Role::Convenor, Scope::Venue(*venue))).collect();
    let writer = account("writer", committee)?;
    for (n, venue) in venues.iter().enumerate() {
        // Hashing takes its time by design, and all have the same password.
        let account = Account { password: writer.password.clone(), ..locked(&convenor(n), committee) };
        store.create_account(&account, &[spell(Role::Convenor, Scope::Venue(*venue))]).await?;
    }
    store.create_account(&writer, &staff).await?;
    store.create_account(&account("reader", committee)?, &everywhere).await?;
    let named = venues.iter().zip(1..).map(|(venue, n)| (RecordId::from(*venue), "venue", format!("第{n}站")));
    let all = std::iter::once((RecordId::from(committee), "committee", "某区政协".to_owned())).chain(named);
    let ops = all.zip(1..).map(|((rec, kind, name), n)| Op {
        n,
        rec,
        kind: kind.into(),
        feed: Feed::Ref(committee),
        base: 0,
        epoch: None,
        hlc: Hlc::at(clock::system()),
        schema: 1,
        act: Act::Create(Fields::default().with("name", name)),
    });
    let held = staff.iter().map(|spell| Held { role: spell.role, scope: spell.scope }).collect();
    let actor = Actor { user: writer.id, member: None, held, lost: Vec::new() };
    let push = Push { device: super::corpus::device(), actor, epoch: None, ops: ops.collect() };
    let answers = store.apply(&[Incoming { push, waiting: OutboxReport::default() }], clock::system()).await?;
    answers.into_iter().next().and_then(Result::ok).context("the venues were not taken in")?;
    Ok((Feed::Ref(committee), venues))
}

/// The login of the convenor of the `n`-th venue.
fn convenor(n: usize) -> String {
    format!("convenor-{n}")
}

fn account(login: &str, committee: CommitteeId) -> anyhow::Result<Account> {
    Ok(Account { password: auth::hash(PASSWORD)?, ..locked(login, committee) })
}

/// An account that nobody can sign in to yet.
fn locked(login: &str, committee: CommitteeId) -> Account {
    Account {
        id: UserId(Uuid::now_v7()),
        login: login.into(),
        name: login.into(),
        committee,
        member: None,
        password: String::new(),
        disabled: false,
    }
}
