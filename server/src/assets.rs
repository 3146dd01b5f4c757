//! The built site on disk: hashed files, and the manifest that says which URLs the documents name.

use serde::Deserialize;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The part of `build.json` that documents need; the bundler writes it.
#[derive(Debug, Clone, Deserialize)]
pub struct Build {
    /// What the phone's document loads.
    pub phone: AppUrls,
    /// What the desk's document loads.
    pub desk: AppUrls,
    /// The script that registers the service worker.
    pub boot: String,
    /// Icon URLs by file name.
    #[serde(default)]
    pub icons: BTreeMap<String, String>,
}

/// What a document preloads and starts.
#[derive(Debug, Clone, Deserialize)]
pub struct AppUrls {
    /// The module script; it starts the app by itself.
    pub js: String,
    /// The script that the module script imports, where it has one.
    #[serde(default)]
    pub link: Option<String>,
    /// The wasm.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
}

/// The folder of the built site.
#[derive(Debug, Clone)]
pub struct Assets(PathBuf);

impl Assets {
    /// The site built into a folder, which may come into being later.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Assets(folder.into())
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// The manifest as it stands: read each time, so that a new build is served without a restart. `None` before the
    /// first build.
    pub async fn build(&self) -> Option<Build> {
        let bytes = tokio::fs::read(self.0.join("build.json")).await.ok()?;
        match serde_json::from_slice(&bytes) {
            Ok(build) => Some(build),
            Err(error) => {
                tracing::error!(%error, "build.json cannot be read");
                None
            }
        }
    }
}
