//! The running server: from the options to a graceful end.

use crate::{
    app::App,
    assets::Assets,
    blobs::{self, Blobs, Objects},
    cli::{self, Database},
    clock::{self, Clock},
    forgetting,
    lanes::Lanes,
    live::{self, Live},
    lock, moving, projector, routes,
    seals::Seals,
    store::{Store, postgres::PostgresStore, sqlite::SqliteStore},
    writer,
};
use anyhow::{Context, bail};
use std::{
    future::Future,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
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
    /// Where the bytes of photos lie.
    pub objects: Objects,
    /// The key of what is sealed.
    pub seals: Seals,
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

/// How long the server waits for others, and for how many at a time.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// For one request of the API, its body included.
    pub request: Duration,
    /// For requests under way when it is told to end. Whoever stops a server kills it after a while, and then nothing
    /// is closed in order.
    pub drain: Duration,
    /// Between two signs of life on a stream of events. Proxies take what is silent for a minute for dead.
    pub quiet: Duration,
    /// Streams of events.
    pub streams: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Bounds { request: seconds(60), drain: seconds(10), quiet: seconds(25), streams: live::SAFE }
    }
}

/// Opens the store of a place, and makes its folder where there is none.
///
/// # Errors
/// Where the folder or the database cannot be opened.
pub async fn open(place: &cli::Place) -> anyhow::Result<Arc<dyn Store>> {
    match place.database()? {
        Database::File(file) => {
            let store = open_file(&file).await?;
            moving::refuse_moved(&store, &file).await?;
            Ok(Arc::new(store))
        }
        // A URL may have a password in it: it is not repeated.
        Database::Postgres(url) => {
            Ok(Arc::new(PostgresStore::open(&url).await.context("cannot open the PostgreSQL database")?))
        }
    }
}

/// The same with a replica beside it, where one is named.
///
/// # Errors
/// As [`open`], and where the database is one that has no replicas.
pub async fn open_beside(place: &cli::Place, reading: &cli::Reading) -> anyhow::Result<Arc<dyn Store>> {
    let Some(replica) = &reading.read_url else { return open(place).await };
    match place.database()? {
        Database::File(file) => {
            bail!("--read-url names a replica of a PostgreSQL database, and {} is a file: leave it out", file.display())
        }
        Database::Postgres(url) => {
            let store = PostgresStore::open_beside(&url, replica).await;
            Ok(Arc::new(store.context("cannot open the PostgreSQL database")?))
        }
    }
}

/// Opens a database in a file.
///
/// # Errors
/// As [`open`].
pub async fn open_file(file: &Path) -> anyhow::Result<SqliteStore> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    SqliteStore::open(file).await.with_context(|| format!("cannot open the database {}", file.display()))
}

/// Serves until a signal to end.
///
/// # Errors
/// Where the address is taken or the store cannot be opened.
pub async fn serve(options: cli::Serve) -> anyhow::Result<()> {
    // A file is one server's; a PostgreSQL database may be shared.
    let _lock = match options.place.database()? {
        Database::File(file) => Some(lock::take(&file)?),
        Database::Postgres(_) => None,
    };
    let store = open_beside(&options.place, &options.reading).await?;
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
    let bounds = Bounds { streams: live::room(), ..Bounds::default() };
    let objects = Objects::open(&options.place.blobs())?;
    let seals = Seals::open(&options.place.seal_key())?;
    for other in store.sealing_keys().await?.into_iter().filter(|id| id != seals.id()) {
        let (file, key) = (options.place.seal_key(), seals.id());
        tracing::error!(
            other,
            key,
            "{} is not the key that sealed some details of citizens: put back the one that did, every server needs the same",
            file.display()
        );
    }
    let parts = Parts { store, objects, seals, listener, assets, trusted_proxy, clock: clock::system, bounds };
    run(parts, ended()).await
}

/// Serves until `end` is ready, then finishes what is under way: requests first, as long as the bounds allow, then the
/// writer's last group.
///
/// # Errors
/// Where the listener fails.
pub async fn run(parts: Parts, end: impl Future<Output = ()> + Send + 'static) -> anyhow::Result<()> {
    let Parts { store, objects, seals, listener, assets, trusted_proxy, clock, bounds } = parts;
    // Pages are rendered on it; a second call in one process finds it set already, and to the same.
    let _ = any_spawner::Executor::init_tokio();
    let written = Arc::new(Notify::new());
    let (writer, writing) = writer::start(store.clone(), clock, written.clone());
    let hearing = projector::hear_others(&*store, written.clone());
    let projecting = projector::start(store.clone(), clock, written);
    let assets = Assets::new(assets);
    let (store_too, guard, longest) = (store.clone(), Arc::default(), bounds.request);
    let blobs = Blobs::new(objects);
    let live = Arc::new(Live::new(bounds.streams, bounds.quiet));
    let telling = live::listen(&*store, live.clone());
    let (open, lanes) = (live.clone(), Arc::new(Lanes::of(store.readers())));
    let seals = Arc::new(seals);
    let app = App { store: store_too, blobs, writer, lanes, live, seals, guard, trusted_proxy, longest, assets, clock };
    let clearing = blobs::clear_away(app.clone());
    let forgetting = forgetting::start(app.clone());
    let service = routes::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let (told, ending) = oneshot::channel::<()>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        end.await;
        // They would not end by themselves.
        open.end();
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
    hearing.abort();
    telling.abort();
    projecting.abort();
    clearing.abort();
    forgetting.abort();
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
