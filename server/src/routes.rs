//! The whole route table.

use crate::{
    app::App, auth, blobs, citizens, deadline, desk, error, headers, health, lanes, live, outsiders, public_pages,
    sync_route, telemetry, units,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{delete, get, head, post},
};
use domain::problem::Code;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::CompressionLayer,
    decompression::RequestDecompressionLayer,
    services::{ServeDir, ServeFile},
};

/// The largest body of a sign-in, in bytes.
const SIGN_IN_MAX: usize = 16_000;

/// The largest form that somebody without an account sends, in bytes.
const FORM_MAX: usize = 100_000;

/// Every route of the server.
pub fn router(app: App) -> Router {
    let desk = Router::new()
        .route("/review", get(desk::review))
        .route("/review/mine", get(desk::decided))
        .route("/overview", get(desk::overview))
        .route("/calendar", get(desk::calendar))
        .route("/nearby", get(desk::nearby))
        .route("/matters", get(desk::matters))
        .route("/hand-overs", get(desk::hand_overs))
        .route("/led", get(desk::led))
        .route("/scopes", get(desk::scopes))
        .route("/roster", get(desk::roster))
        .route("/roster/search", get(desk::search))
        .route("/figures/split", get(desk::split))
        .route("/figures/records", get(desk::records))
        .route("/records/{rec}", get(desk::record))
        .route("/records/{rec}/alike", get(desk::alike))
        .route("/records/{rec}/chain", get(desk::chain));
    let units = Router::new()
        .route("/unit-links", get(units::links).post(units::make))
        .route("/unit-links/{id}", delete(units::revoke));
    let sealed = Router::new()
        .route("/sealed/{rec}", get(citizens::read).put(citizens::keep))
        .route("/sealed/{rec}/reads", get(citizens::reads));
    let photos = Router::new()
        .route("/blobs", post(blobs::begin).options(blobs::options))
        .route("/blobs/{sha256}", get(blobs::file))
        .route("/blobs/{sha256}/thumb", get(blobs::thumbnail))
        .route("/blobs/uploads/{id}", head(blobs::stands).patch(blobs::send))
        .route("/blobs/uploads/{id}", post(blobs::overridden).delete(blobs::end));
    // What is packed in another way is read as it is, and turned away with a code as whatever cannot be read.
    let packed = RequestDecompressionLayer::new().pass_through_unaccepted(true);
    let api = Router::new()
        .route("/sync", post(sync_route::sync).layer(packed))
        .route("/events", get(live::events))
        .route("/session", post(auth::sign_in).get(auth::who).delete(auth::sign_out))
        .merge(units)
        .merge(sealed)
        .merge(desk.layer(from_fn_with_state(app.clone(), lanes::desk)))
        .merge(photos.layer(from_fn_with_state(app.clone(), lanes::photos)))
        .fallback(async || error::ApiError::from(Code::NotFound))
        .layer(DefaultBodyLimit::max(SIGN_IN_MAX))
        .layer(from_fn(auth::renew))
        .layer(from_fn_with_state(app.longest, deadline::keep));
    let pages = Router::new()
        .route("/", get(public_pages::landing))
        .route("/privacy", get(public_pages::privacy))
        .route("/app", get(public_pages::phone))
        .route("/app/{*page}", get(public_pages::phone))
        .route("/desk", get(public_pages::desk))
        .route("/desk/{*page}", get(public_pages::desk));
    // A secret stands in the address: such pages are not packed beside what others wrote, and nobody keeps them.
    let behind_links = Router::new()
        .route("/u/{secret}", get(units::worklist))
        .route("/u/{secret}/{rec}", get(units::one).post(units::answer))
        .route("/v/{venue}", get(citizens::form).post(citizens::raise))
        .route("/c", get(citizens::ask).post(citizens::asked))
        .route("/c/{code}", get(citizens::follow).post(citizens::rate))
        .layer(DefaultBodyLimit::max(FORM_MAX))
        .layer(from_fn(outsiders::keep_secret))
        .layer(from_fn_with_state(app.longest, deadline::keep));
    let small = Router::new().nest("/api/v1", api).merge(pages).layer(CompressionLayer::new());
    let file = |name| ServeFile::new(app.assets.folder().join(name)).precompressed_br().precompressed_gzip();
    let hashed = ServeDir::new(app.assets.folder().join("assets")).precompressed_br().precompressed_gzip();
    Router::new()
        .merge(small)
        .merge(behind_links)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .nest_service("/assets", hashed)
        .route_service("/sw.js", file("sw.js"))
        .route_service("/photo.js", file("photo.js"))
        .route_service("/manifest.webmanifest", file("manifest.webmanifest"))
        .route_service("/favicon.ico", file("favicon.ico"))
        .route_service("/robots.txt", file("robots.txt"))
        .fallback(public_pages::not_found)
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(headers::add))
        .layer(from_fn(telemetry::trace))
        .with_state(app)
}
