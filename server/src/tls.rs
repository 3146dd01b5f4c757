//! TLS towards other servers: one provider of cryptography for the whole program.

/// Chooses the provider. Whoever builds a client of HTTP calls it first; the second to call changes nothing.
pub fn prepare() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
