//! The program as whoever runs it sees it: servers that are started and killed, commands and what they say.

use crate::stage::PASSWORD;
use domain::id::DeviceId;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{
    ffi::OsStr,
    io::Write,
    path::Path,
    process::{self, Stdio},
    str::FromStr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::sleep,
};

/// The longest anything may take.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A server process.
pub struct Server {
    pub child: Child,
    pub base: String,
}

impl Server {
    /// Begins to start one on a folder of data, with more options.
    pub fn spawn(data: &Path, options: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_shangliang"))
            .args(["serve", "--addr", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(options)
            .env("RUST_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap()
    }

    /// Starts one, and waits until it listens.
    pub async fn start(data: &Path, options: &[&str]) -> Server {
        let mut child = Server::spawn(data, options);
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next_line().await.unwrap().unwrap_or_else(|| panic!("the server has ended"));
            if let Some((_, address)) = line.split_once("addr=") {
                break address.trim().to_owned();
            }
        };
        // What it goes on saying has to go somewhere.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Server { child, base: format!("http://{address}") }
    }
}

/// How often something is done, and with which dice, unless the environment asks for something else.
pub fn asked<T: FromStr>(name: &str, otherwise: T) -> T {
    std::env::var(name).ok().and_then(|given| given.parse().ok()).unwrap_or(otherwise)
}

/// What a command said on standard output where it succeeded, else on standard error.
pub type Said = Result<String, String>;

/// Runs a command to its end with a line of input.
pub fn command<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>, input: &str) -> Said {
    let mut running = process::Command::new(env!("CARGO_BIN_EXE_shangliang"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Most commands read nothing, and may have ended by now.
    let _ = running.stdin.take().unwrap().write_all(input.as_bytes());
    let done = running.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if done.status.success() { Ok(text(done.stdout)) } else { Err(text(done.stderr)) }
}

pub fn http() -> reqwest::Client {
    server::tls::prepare();
    reqwest::Client::new()
}

pub async fn sign_in(http: &reqwest::Client, base: &str, login: &str) -> String {
    sign_in_on(http, base, login, 500).await
}

pub async fn sign_in_on(http: &reqwest::Client, base: &str, login: &str, device: u128) -> String {
    let body = json!({ "login": login, "password": PASSWORD, "device": DeviceId(device) });
    let reply = http.post(format!("{base}/api/v1/session")).json(&body).send().await.unwrap();
    reply.json::<Value>().await.unwrap()["token"].as_str().unwrap().to_owned()
}

pub async fn sync(
    http: &reqwest::Client,
    base: &str,
    token: &str,
    body: &Value,
) -> Result<(StatusCode, Value), reqwest::Error> {
    let reply = http.post(format!("{base}/api/v1/sync")).bearer_auth(token).json(body).send().await?;
    Ok((reply.status(), reply.json().await?))
}

/// Asks again and again until the answer is there.
pub async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "{what}");
        sleep(Duration::from_millis(50)).await;
    }
}
