//! The running server: from the options to a graceful end.

use crate::{
    app::App,
    assets::Assets,
    cli,
    clock::{self, Clock},
    projector, routes,
    store::{Store, sqlite::SqliteStore},
    writer,
};
use anyhow::Context;
use std::{
    future::Future,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::TcpListener,
    signal,
    sync::{Notify, oneshot},
    time,
};

/// What a server needs to run.
pub struct Parts {
    /// Where it keeps things.
    pub store: Arc<dyn Store>,
    /// Where it listens.
    pub listener: TcpListener,
    /// The folder of the built site.
    pub assets: PathBuf,
    /// The reverse proxy that says where requests come from.
    pub trusted_proxy: Option<IpAddr>,
    /// The time.
    pub clock: Clock,
    /// How long it waits.
    pub bounds: Bounds,
}

/// How long the server waits for others.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// For one request of the API, its body included.
    pub request: Duration,
    /// For requests under way when it is told to end. Whoever stops a server kills it after a while, and then nothing
    /// is closed in order.
    pub drain: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds { request: Duration::from_secs(60), drain: Duration::from_secs(10) }
    }
}

/// Opens the store of a place, and makes its folder where there is none.
///
/// # Errors
/// Where the folder or the database cannot be opened.
pub async fn open(place: &cli::Place) -> anyhow::Result<SqliteStore> {
    let file = place.database()?;
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    SqliteStore::open(&file).await.with_context(|| format!("cannot open the database {}", file.display()))
}

/// Serves until a signal to end.
///
/// # Errors
/// Where the address is taken or the store cannot be opened.
pub async fn serve(options: cli::Serve) -> anyhow::Result<()> {
    let store = Arc::new(open(&options.place).await?);
    if options.rebuild {
        store.mark_all_changed().await?;
    }
    if store.committees().await?.is_empty() {
        tracing::warn!("there is no committee yet: `shangliang admin create --help`, or `shangliang demo --help`");
    }
    let listener =
        TcpListener::bind(options.addr).await.with_context(|| format!("cannot listen on {}", options.addr))?;
    tracing::info!(addr = %listener.local_addr()?, "listening");
    let (assets, trusted_proxy) = (options.assets, options.trusted_proxy);
    let bounds = Bounds::default();
    let parts = Parts { store, listener, assets, trusted_proxy, clock: clock::system, bounds };
    run(parts, ended()).await
}

/// Serves until `end` is ready, then finishes what is under way: requests first, as long as the bounds allow, then the
/// writer's last group.
///
/// # Errors
/// Where the listener fails.
pub async fn run(parts: Parts, end: impl Future<Output = ()> + Send + 'static) -> anyhow::Result<()> {
    let Parts { store, listener, assets, trusted_proxy, clock, bounds } = parts;
    // Pages are rendered on it; a second call in one process finds it set already, and to the same.
    let _ = any_spawner::Executor::init_tokio();
    let written = Arc::new(Notify::new());
    let (writer, writing) = writer::start(store.clone(), clock, written.clone());
    let projecting = projector::start(store.clone(), clock, written);
    let assets = Assets::new(assets);
    let (store_too, guard, longest) = (store.clone(), Arc::default(), bounds.request);
    let app = App { store: store_too, writer, guard, trusted_proxy, longest, assets, clock };
    let service = routes::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let (told, ending) = oneshot::channel::<()>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        end.await;
        drop(told);
    });
    let too_long = async {
        let _ = ending.await;
        time::sleep(bounds.drain).await;
    };
    tokio::select! {
        served = serving => served?,
        () = too_long => tracing::warn!("some requests took too long and were left unfinished"),
    }
    writing.end().await?;
    projecting.abort();
    store.close().await;
    tracing::info!("ended");
    Ok(())
}

async fn ended() {
    let interrupt = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, _ = terminate => {} }
}
