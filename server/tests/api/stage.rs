//! A running server with a small committee, and a way to ask it.

use domain::{
    affiliation::{Affiliation, Spell},
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    policy::{Held, Role, Scope},
};
use flate2::{Compression, write::GzEncoder};
use jiff::civil::date;
use reqwest::{Method, StatusCode, header::HeaderMap};
use serde_json::{Value, json};
use server::{
    auth, blobs,
    seals::Seals,
    serve,
    store::{Account, Incoming, RoleSpell, Store, sqlite::SqliteStore},
};
use std::{io::Write, path::Path, sync::Arc, sync::OnceLock};
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport},
};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};
use uuid::Uuid;

/// The server's clock stands still: noon of 4 May 2026, +08:00.
pub const NOON: u64 = 1_777_867_200_000;
/// Of every account.
pub const PASSWORD: &str = "correct horse";
/// Every login, with what it is. `jia` and `yi` work at venue A, `ding` runs it, `bing` works at venue B.
pub const LOGINS: [&str; 7] = ["jia", "yi", "bing", "ding", "staff", "leader", "admin"];

pub const COMMITTEE: CommitteeId = CommitteeId(Uuid::from_u128(1));
pub const VENUE_A: VenueId = VenueId(Uuid::from_u128(2));
pub const VENUE_B: VenueId = VenueId(Uuid::from_u128(3));

/// The running server.
pub struct Stage {
    pub base: String,
    pub http: reqwest::Client,
    pub folder: tempfile::TempDir,
    end: oneshot::Sender<()>,
    serving: JoinHandle<anyhow::Result<()>>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    /// Status and body as a snapshot shows them; random values are named instead.
    pub fn shown(&self) -> String {
        let mut body = self.body.clone();
        for name in ["token", "epoch"] {
            if body.get(name).is_some() {
                body[name] = json!(format!("<{name}>"));
            }
        }
        format!("{}\n{}", self.status, serde_json::to_string_pretty(&body).unwrap())
    }

    /// The code of an error with its status.
    pub fn code(&self) -> (u16, &str) {
        (self.status.as_u16(), self.body["code"].as_str().unwrap_or(""))
    }
}

impl Stage {
    pub async fn start() -> Stage {
        Stage::with(|_| ()).await
    }

    /// The same where something is different from what it mostly is.
    pub async fn with(change: impl FnOnce(&mut serve::Parts)) -> Stage {
        Stage::on(tempfile::tempdir().unwrap(), change).await
    }

    /// The same on a folder that another one left.
    pub async fn on(folder: tempfile::TempDir, change: impl FnOnce(&mut serve::Parts)) -> Stage {
        let store = Arc::new(SqliteStore::open(&folder.path().join("api.db")).await.unwrap());
        if store.committees().await.unwrap().is_empty() {
            set_up(&*store).await;
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (end, ended) = oneshot::channel::<()>();
        let assets = folder.path().join("dist");
        let bounds = serve::Bounds::default();
        let objects = blobs::Objects::open(folder.path().join("blobs").to_str().unwrap()).unwrap();
        let seals = Seals::open(&folder.path().join("seal.key")).unwrap();
        let trusted_proxy = None;
        let mut parts = serve::Parts { store, objects, seals, listener, assets, trusted_proxy, clock: || NOON, bounds };
        change(&mut parts);
        let serving = tokio::spawn(serve::run(parts, async move {
            let _ = ended.await;
        }));
        server::tls::prepare();
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Stage { base, http, folder, end, serving }
    }

    /// Tells it to end; answers when it has.
    pub async fn end(self) -> tempfile::TempDir {
        self.end.send(()).unwrap();
        drop(self.http);
        self.serving.await.unwrap().unwrap();
        self.folder
    }

    pub async fn sign_in(&self, login: &str) -> String {
        // Of its own, and none of those that tests push from: these are claimed by their first request.
        let number = LOGINS.iter().position(|known| *known == login).unwrap();
        self.sign_in_on(login, 500 + number as u128).await
    }

    /// Signs in on a device.
    pub async fn sign_in_on(&self, login: &str, device: u128) -> String {
        let body = json!({ "login": login, "password": PASSWORD, "device": DeviceId(device) });
        let answer = self.ask(Method::POST, "/api/v1/session", None, Some(body)).await;
        answer.body["token"].as_str().unwrap().to_owned()
    }

    pub async fn ask(&self, method: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Answer {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.send(request).await
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.ask(Method::GET, path, Some(token), None).await
    }

    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let mut reply = request.send().await.unwrap();
        let (status, headers) = (reply.status(), reply.headers().clone());
        // A stream does not end: its beginning is what comes back.
        let is_stream = headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let body = if is_stream { reply.chunk().await.unwrap().unwrap() } else { reply.bytes().await.unwrap() };
        let body = serde_json::from_slice(&body).unwrap_or_else(|_| json!(String::from_utf8_lossy(&body)));
        Answer { status, headers, body }
    }

    pub async fn sync(&self, token: &str, request: Value) -> Answer {
        self.ask(Method::POST, "/api/v1/sync", Some(token), Some(request)).await
    }

    /// Sends operations of a device.
    pub async fn push(&self, token: &str, device: u128, ops: Value) -> Answer {
        self.sync(token, json!({ "proto": 1, "device": DeviceId(device), "ops": ops })).await
    }
}

pub fn rec(n: u128) -> RecordId {
    RecordId(Uuid::from_u128(1_000 + n))
}

/// An operation as a client in any language would write it.
pub fn op(n: u64, rec: RecordId, act: Value) -> Value {
    json!({ "n": n, "rec": rec, "kind": "activity", "feed": Feed::Venue(VENUE_A), "base": 0,
            "hlc": Hlc::at(NOON + n), "schema": 1, "act": act })
}

/// A complete activity of `jia` at venue A.
pub fn activity() -> Value {
    json!({ "type": "visit", "phase": "held", "start": "2026-05-03T09:00", "venue": VENUE_A,
            "attendance:00000000-0000-0000-0000-000000000065": "present", "measure:person_times": 6,
            "narrative": "到柳林村走访六户。" })
}

pub fn create(n: u64, rec: RecordId) -> Value {
    op(n, rec, json!({ "create": activity() }))
}

pub fn approve(n: u64, rec: RecordId, base: u64) -> Value {
    let mut op = op(n, rec, json!({ "patch": { "review": "approved" } }));
    op["base"] = json!(base);
    op
}

/// Packs a body.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Writes a file of the built site.
pub fn site_file(folder: &Path, name: &str, content: &str) {
    let path = folder.join("dist").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

/// Writes a committee with two venues and an account for each login.
pub async fn set_up(store: &dyn Store) {
    static HASH: OnceLock<String> = OnceLock::new();
    store.open_committee(COMMITTEE).await.unwrap();
    let committee = Scope::Committee(COMMITTEE);
    let mut rows = vec![
        (RecordId::from(COMMITTEE), "committee", Fields::default().with("name", "某区政协")),
        (VENUE_A.into(), "venue", Fields::default().with("name", "甲站")),
        (VENUE_B.into(), "venue", Fields::default().with("name", "乙室")),
    ];
    for (login, number) in LOGINS.into_iter().zip(1..) {
        let member = (number <= 4).then(|| MemberId(Uuid::from_u128(100 + number)));
        if let Some(member) = member {
            let to = if login == "bing" { VENUE_B } else { VENUE_A };
            let spell = Spell { kind: Affiliation::Venue, to: to.to_string(), from: date(2026, 1, 1), until: None };
            rows.push((member.into(), "member", Fields::default().with("name", login).with("spell:1", spell.value())));
        }
        let held = match login {
            "ding" => Some((Role::Convenor, Scope::Venue(VENUE_A))),
            "staff" => Some((Role::Staff, committee)),
            "leader" => Some((Role::Leader, committee)),
            "admin" => Some((Role::Admin, committee)),
            _ => None,
        };
        let roles: Vec<_> = held
            .map(|(role, scope)| RoleSpell { role, scope, from: date(2026, 1, 1), until: None })
            .into_iter()
            .collect();
        let account = Account {
            id: UserId(Uuid::from_u128(200 + number)),
            login: login.into(),
            name: format!("{login} name"),
            committee: COMMITTEE,
            member,
            password: HASH.get_or_init(|| auth::hash(PASSWORD).unwrap()).clone(),
            disabled: false,
        };
        assert!(store.create_account(&account, &roles).await.unwrap());
    }
    let ops = rows.into_iter().zip(1..).map(|((rec, kind, fields), n)| Op {
        n,
        rec,
        kind: kind.into(),
        feed: Feed::Ref(COMMITTEE),
        base: 0,
        epoch: None,
        hlc: Hlc::at(NOON),
        schema: 1,
        act: Act::Create(fields),
    });
    let held = vec![Held { role: Role::Staff, scope: committee }];
    let actor = Actor { user: UserId(Uuid::from_u128(205)), member: None, held, lost: Vec::new() };
    let push = Push { device: DeviceId(900), actor, epoch: None, ops: ops.collect() };
    let answers = store.apply(&[Incoming { push, waiting: OutboxReport::default() }], NOON).await.unwrap();
    assert!(answers[0].is_ok());
}
