//! Arrows point inward only: app → sync → domain, server → sync → domain, sim → sync.

use anyhow::Result;

use super::Finding;
use crate::checkout::Checkout;
use crate::console::output_of;

/// What one package may not reach, by itself or through others.
struct Layer {
    package: &'static str,
    /// Other packages of this project it may use.
    may_use: &'static [&'static str],
    /// Crates it must not reach; a star at the end stands for any ending.
    bans: &'static [&'static str],
    /// Features of leptos it must not turn on: csr and ssr in one build break both.
    leptos_bans: &'static [&'static str],
}

const MEMBERS: [&str; 7] = ["app", "bundle", "domain", "server", "sim", "sync", "xtask"];
const IO: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "sqlx*",
    "rusqlite",
    "web-sys",
    "gloo*",
    "idb",
    "leptos*",
    "axum*",
    "hyper",
    "reqwest",
    "rand",
];

const LAYERS: [Layer; 5] = [
    Layer { package: "domain", may_use: &[], bans: IO, leptos_bans: &[] },
    Layer { package: "sync", may_use: &["domain"], bans: IO, leptos_bans: &[] },
    Layer {
        package: "sim",
        may_use: &["domain", "sync"],
        bans: &["web-sys", "gloo*", "idb", "leptos*"],
        leptos_bans: &[],
    },
    Layer {
        package: "app",
        may_use: &["domain", "sync"],
        bans: &["sqlx*", "rusqlite", "libsqlite3-sys", "tokio", "axum*", "leptos_axum", "hyper"],
        leptos_bans: &["ssr", "hydrate"],
    },
    Layer {
        package: "server",
        may_use: &["domain", "sync"],
        bans: &["idb", "gloo-storage", "gloo-timers", "console_error_panic_hook"],
        leptos_bans: &["csr", "hydrate"],
    },
];

/// Asks cargo for the tree of each layer and finds what it must not hold.
///
/// # Errors
/// When cargo cannot resolve the dependencies, for example because `Cargo.lock` is out of date.
pub fn check(checkout: &Checkout) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for layer in &LAYERS {
        let mut cargo = checkout.cargo();
        cargo.args(["tree", "--locked", "--package", layer.package, "--edges", "normal,build", "--prefix", "none"]);
        cargo.args(["--format", "{p} [{f}]"]);
        if layer.package == "app" {
            cargo.args(["--target", crate::wasm::TARGET]);
        }
        findings.extend(findings_in(layer, &output_of(&mut cargo)?));
    }
    Ok(findings)
}

/// The findings in what `cargo tree` printed: lines such as `leptos v0.8.23 [csr,default]`.
fn findings_in(layer: &Layer, tree: &str) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for line in tree.lines() {
        let name = line.split_whitespace().next().unwrap_or_default();
        let features = line.split_once('[').map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
        let is_foreign = name != layer.package && MEMBERS.contains(&name) && !layer.may_use.contains(&name);
        if is_foreign || layer.bans.iter().any(|ban| matches(ban, name)) {
            findings
                .push(Finding::new(layer.package, format!("must not depend on {name} (see `cargo tree -i {name}`)")));
        }
        if name == "leptos" {
            for feature in features.split(',').filter(|feature| layer.leptos_bans.contains(feature)) {
                findings
                    .push(Finding::new(layer.package, format!("must not turn on the feature `{feature}` of leptos")));
            }
        }
    }
    // A crate stands in the tree as often as it is used.
    findings.sort_by(|one, other| one.what.cmp(&other.what));
    findings.dedup();
    findings
}

fn matches(ban: &str, name: &str) -> bool {
    ban.strip_suffix('*').map_or(ban == name, |beginning| name.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOMAIN: &Layer = &LAYERS[0];
    const APP: &Layer = &LAYERS[3];

    #[test]
    fn a_pure_crate_that_reaches_io_is_found() {
        let tree = "domain v0.1.0 []\nserde v1.0.0 [default]\nsqlx-core v0.9.0 []\n";
        let what = "must not depend on sqlx-core (see `cargo tree -i sqlx-core`)";
        assert_eq!(findings_in(DOMAIN, tree), [Finding::new("domain", what)]);
    }

    #[test]
    fn an_arrow_that_points_outward_is_found() {
        assert_eq!(findings_in(DOMAIN, "domain v0.1.0 []\nsync v0.1.0 []\n").len(), 1);
        assert_eq!(findings_in(APP, "app v0.1.0 []\nsync v0.1.0 []\ndomain v0.1.0 []\n"), []);
    }

    #[test]
    fn server_rendering_turned_on_in_the_app_is_found() {
        assert_eq!(findings_in(APP, "leptos v0.8.23 [csr,default]"), []);
        assert_eq!(findings_in(APP, "leptos v0.8.23 [csr,default,ssr]").len(), 1);
    }
}
