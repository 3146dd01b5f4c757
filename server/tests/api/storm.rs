//! Phones that push without a pause at servers that come and go, and write down what they are told; afterwards, what a store
//! has to hold so that all of it is true.

use crate::{
    process::{PATIENCE, sync},
    proof,
    stage::{self, COMMITTEE, VENUE_A},
};
use domain::{
    id::{DeviceId, Feed, MemberId, RecordId},
    scope::Scope,
};
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::{demo::dice::Dice, store::Store};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use sync::wire::{Op, OpResult};
use tokio::{task::JoinHandle, time::sleep};
use uuid::Uuid;

/// Phones that push at the same time.
const PHONES: u64 = 8;
/// The most operations of one request.
const OPS: usize = 8;
/// The most that a request may bring, for what is sent once more at the end.
const MOST: usize = 500;
/// The member of the other venue, who is there now and then and gets a mirror.
const BING: u128 = 103;

/// Phones that push.
pub struct Storm {
    sky: Arc<Sky>,
    phones: Vec<JoinHandle<Phone>>,
}

/// What all phones of a storm see.
struct Sky {
    http: reqwest::Client,
    token: String,
    /// Where there are servers.
    bases: Mutex<Vec<String>>,
    acknowledged: AtomicUsize,
    is_over: AtomicBool,
}

/// A phone with everything it has sent and been told.
pub struct Phone {
    number: u64,
    dice: Dice,
    ops: Vec<Value>,
    results: Vec<Value>,
}

impl Storm {
    /// Has phones of one person push at some servers.
    pub fn begin(http: &reqwest::Client, token: &str, bases: Vec<String>, seed: u64) -> Storm {
        let (acknowledged, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
        let (http, token, bases) = (http.clone(), token.to_owned(), Mutex::new(bases));
        let sky = Arc::new(Sky { http, token, bases, acknowledged, is_over });
        let phone = |number| {
            let dice = Dice::new(seed.wrapping_mul(1_000) + number);
            tokio::spawn(Phone { number, dice, ops: Vec::new(), results: Vec::new() }.go_on(sky.clone()))
        };
        Storm { phones: (1..=PHONES).map(phone).collect(), sky }
    }

    /// Tells the phones where there are servers now.
    pub fn turn_to(&self, bases: Vec<String>) {
        *self.sky.bases.lock().unwrap() = bases;
    }

    /// How many operations were answered.
    pub fn acknowledged(&self) -> usize {
        self.sky.acknowledged.load(Ordering::SeqCst)
    }

    /// Waits until so many operations were answered.
    pub async fn reaches(&self, acknowledged: usize) {
        let started = Instant::now();
        while self.acknowledged() < acknowledged {
            assert!(started.elapsed() < PATIENCE, "the phones do not get on");
            assert!(self.phones.iter().all(|phone| !phone.is_finished()), "a phone was told what cannot be");
            sleep(Duration::from_millis(1)).await;
        }
    }

    /// Lets each phone finish what it sends; then each sends everything once more, and is told the same.
    pub async fn end(self) -> Vec<Phone> {
        self.sky.is_over.store(true, Ordering::SeqCst);
        let mut phones = Vec::new();
        for phone in self.phones {
            let phone = phone.await.unwrap();
            for (ops, told) in phone.ops.chunks(MOST).zip(phone.results.chunks(MOST)) {
                assert_eq!(self.sky.push(phone.device(), ops).await, told);
            }
            phones.push(phone);
        }
        phones
    }
}

impl Sky {
    /// Sends operations until a server has answered them.
    async fn push(&self, device: DeviceId, ops: &[Value]) -> Vec<Value> {
        let (started, first) = (Instant::now(), ops[0]["n"].as_u64().unwrap() as usize);
        for attempt in first.. {
            let base = {
                let bases = self.bases.lock().unwrap();
                bases[attempt % bases.len()].clone()
            };
            let body = json!({ "proto": 1, "device": device, "ops": ops, "want_bytes": 1 });
            match sync(&self.http, &base, &self.token, &body).await {
                Ok((StatusCode::OK, reply)) => return reply["results"].as_array().unwrap().clone(),
                Ok((StatusCode::SERVICE_UNAVAILABLE, _)) | Err(_) => {}
                Ok((status, reply)) => panic!("{status} {reply}"),
            }
            assert!(started.elapsed() < PATIENCE, "nobody answers");
            sleep(Duration::from_millis(20)).await;
        }
        panic!("the attempts do not end")
    }
}

impl Phone {
    /// The operations it has sent, each with what it was told of it.
    pub fn sent(&self) -> impl Iterator<Item = (&Value, &Value)> {
        self.ops.iter().zip(&self.results)
    }

    fn device(&self) -> DeviceId {
        DeviceId(1_000 + u128::from(self.number))
    }

    async fn go_on(mut self, sky: Arc<Sky>) -> Phone {
        while !sky.is_over.load(Ordering::SeqCst) {
            let (sent, many) = (self.ops.len(), 1 + self.dice.below(OPS));
            for _ in 0..many {
                let op = self.invent(self.ops.len() as u64 + 1);
                self.ops.push(op);
            }
            self.results.extend(sky.push(self.device(), &self.ops[sent..]).await);
            assert_eq!(self.results.len(), self.ops.len());
            sky.acknowledged.fetch_add(many, Ordering::SeqCst);
        }
        self
    }

    /// What it writes next: mostly records, but changes too, of others' records as well, and what has to be refused.
    fn invent(&mut self, n: u64) -> Value {
        let record_of = |phone: u64, n: u64| stage::rec(u128::from(phone) * 1_000_000 + u128::from(n));
        let mut op = stage::create(n, record_of(self.number, n));
        match self.dice.below(20) {
            0..=3 => op["act"]["create"][attendance(BING)] = json!("present"),
            4..=6 => {
                let place = format!("第 {n} 处");
                let whose = 1 + self.dice.below(PHONES as usize) as u64;
                let which = 1 + self.dice.below(n as usize) as u64;
                op = stage::op(n, record_of(whose, which), json!({ "patch": { "place": place } }));
            }
            7 => op["act"]["create"]["type"] = json!("Bad!"),
            _ => {}
        }
        op
    }
}

fn attendance(member: u128) -> String {
    format!("attendance:{}", Uuid::from_u128(member))
}

/// What takes effect of all that the phones were told: each record with the versions it went through.
fn told(phones: &[Phone]) -> BTreeMap<RecordId, BTreeSet<u64>> {
    let mut told: BTreeMap<RecordId, BTreeSet<u64>> = BTreeMap::new();
    for (op, result) in phones.iter().flat_map(Phone::sent) {
        assert_eq!(op["n"], result["n"]);
        if let Some(ver) = result["ver"].as_u64() {
            let rec = serde_json::from_value(op["rec"].clone()).unwrap();
            assert!(told.entry(rec).or_default().insert(ver), "two were told to have made version {ver}: {op}");
        } else {
            assert!(["type_unknown", "record_unknown"].contains(&result["code"].as_str().unwrap()), "{result}");
        }
    }
    told
}

/// The records that the phones made.
pub fn records(phones: &[Phone]) -> u64 {
    told(phones).len() as u64
}

/// Everything the phones were told is there once, and what is derived from it fits. No server may run on the store.
pub async fn prove(store: &dyn Store, phones: &[Phone]) {
    let told = told(phones);
    let (rows, head) = proof::received(store, Feed::Venue(VENUE_A)).await;
    let seen: BTreeMap<RecordId, BTreeSet<u64>> =
        rows.into_iter().map(|row| (row.rec, (1..=row.ver).collect())).collect();
    assert_eq!(seen, told, "each operation took effect once");
    let applied: usize = told.values().map(BTreeSet::len).sum();
    assert_eq!(head.seq, applied as u64, "numbers go on without a gap");

    let mut logged = proof::log(store).await.into_iter().filter(|entry| entry.device >= phones[0].device());
    for (phone, (op, result)) in phones.iter().flat_map(|phone| phone.sent().map(move |sent| (phone, sent))) {
        let op: Op = serde_json::from_value(op.clone()).unwrap();
        let OpResult { n, outcome } = serde_json::from_value(result.clone()).unwrap();
        let entry = logged.next().map(|entry| (entry.device, entry.n, entry.op.rec, entry.op.act, entry.op.outcome));
        assert_eq!(entry, Some((phone.device(), n, op.rec, op.act, outcome)), "as it was sent and answered");
    }
    assert_eq!(logged.next(), None);

    // What was marked for the projector before the end is made now.
    proof::figures(store).await;
    assert_eq!(proof::pending(store, Scope::Committee(COMMITTEE)).await, seen.len() as u64);
    let concerned = phones
        .iter()
        .flat_map(Phone::sent)
        .filter(|(op, result)| op["act"]["create"].get(attendance(BING)).is_some() && result.get("ver").is_some());
    let (mirrors, _) = proof::received(store, Feed::Member(MemberId(Uuid::from_u128(BING)))).await;
    assert_eq!(mirrors.len(), concerned.count(), "and is told of each once");
}
