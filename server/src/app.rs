//! What every route shares.

use crate::{
    assets::Assets, auth::Guard, blobs::Blobs, clock::Clock, lanes::Lanes, live::Live, seals::Seals, store::Store,
    writer::Writer,
};
use std::{net::IpAddr, sync::Arc, time::Duration};

/// Clones share everything.
#[derive(Clone)]
pub struct App {
    /// What is kept.
    pub store: Arc<dyn Store>,
    /// Photos.
    pub blobs: Blobs,
    /// The way operations go in.
    pub writer: Writer,
    /// Who goes first when everybody comes at once.
    pub lanes: Arc<Lanes>,
    /// Who listens to what changes.
    pub live: Arc<Live>,
    /// The key of what is sealed.
    pub seals: Arc<Seals>,
    /// Passwords and failed attempts.
    pub guard: Arc<Guard>,
    /// The reverse proxy that says where requests come from.
    pub trusted_proxy: Option<IpAddr>,
    /// How long one request may take.
    pub longest: Duration,
    /// The built site.
    pub assets: Assets,
    /// The time.
    pub clock: Clock,
}
