//! Puts the whole site together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::SiteArgs;
use crate::assets::Assets;
use crate::bindgen;
use crate::build_manifest::{self, AppUrls, BuildManifest};
use crate::fingerprint;
use crate::output::{Output, files_under};
use crate::service_worker::{self, Fill};
use crate::split;
use crate::style;

/// Files whose URL is part of a contract with browsers, so that they cannot carry a hash.
const FIXED: [&str; 5] = ["sw.js", "photo.js", "manifest.webmanifest", "robots.txt", "favicon.ico"];
/// Those of them that the phone needs for a start without a network.
const KEPT: [&str; 2] = ["photo.js", "manifest.webmanifest"];
/// The shell documents the server renders, which the service worker answers every page of an app with.
const PHONE_SHELL: &str = "/app";
const DESK_SHELL: &str = "/desk";

/// Writes the site to its output folder.
///
/// # Errors
/// When an input is missing or malformed, or the output cannot be written.
pub fn bundle(args: &SiteArgs) -> Result<()> {
    let mut assets = Assets::default();
    let mut fixed = add_public_files(&mut assets, &args.public)?;
    let worker = fixed.remove("sw.js").context("public/sw.js is missing")?;
    let main = assets.resolve(&style::inline(&args.style)?);
    // The desk shows what the phone shows too, and more; one sheet is one request.
    let whole = main.clone() + &assets.resolve(&style::inline(&args.desk_style)?);
    let css = assets.add_hashed("main.css", main.into_bytes());
    let desk_css = assets.add_hashed("desk.css", whole.into_bytes());
    let boot = assets.urls.get("boot.js").cloned().context("public/boot.js is missing")?;
    let mut phone_files = vec![PHONE_SHELL.to_owned(), css.clone()];
    phone_files.extend(assets.urls.iter().filter(|(name, _)| is_cached(name)).map(|(_, url)| url.clone()));

    for (name, text) in &fixed {
        let url = assets.add_fixed(name, assets.resolve(text).into_bytes());
        if KEPT.contains(&name.as_str()) {
            phone_files.push(url);
        }
    }
    let phone = add_app(&mut assets, "phone", &args.phone, &css, args)?;
    phone_files.extend(phone.files());
    let desk = add_app(&mut assets, "desk", &args.desk, &desk_css, args)?;
    let desk_files: Vec<String> = [DESK_SHELL.to_owned()].into_iter().chain(desk.files()).collect();
    phone_files.sort();
    phone_files.dedup();

    let shell = shell_sources(args.shell_sources.as_deref())?;
    let build = assets.build_id(shell.iter().map(Vec::as_slice).chain([worker.as_bytes()]));
    let fill = Fill { build: &build, phone_files: &phone_files, desk_files: &desk_files };
    let worker = service_worker::fill(&assets.resolve(&worker), &fill)?;
    assets.add_fixed("sw.js", worker.into_bytes());

    let icons =
        assets.urls.iter().filter_map(|(name, url)| Some((name.strip_prefix("icons/")?.to_owned(), url.clone())));
    let icons: BTreeMap<_, _> = icons.collect();
    let mut manifest = BuildManifest { build, phone, desk, boot, icons, files: assets.urls.clone(), previous: None };
    write(args, &assets, &mut manifest)
}

/// Hashes the public files, and returns the text of those whose URL is fixed.
fn add_public_files(assets: &mut Assets, public: &Path) -> Result<BTreeMap<String, String>> {
    let mut fixed = BTreeMap::new();
    for path in files_under(public)? {
        let name = path.strip_prefix(public)?.to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&path)?;
        if name == "favicon.ico" {
            assets.add_fixed(&name, bytes);
        } else if FIXED.contains(&name.as_str()) {
            let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))?;
            fixed.insert(name, text);
        } else {
            assets.add_hashed(&name, bytes);
        }
    }
    Ok(fixed)
}

/// Browsers fetch the icons of an installed app by themselves; on the first visit they would only delay the app.
fn is_cached(logical: &str) -> bool {
    !logical.ends_with(".png")
}

fn add_app(assets: &mut Assets, name: &str, wasm: &Path, css: &str, args: &SiteArgs) -> Result<AppUrls> {
    let program = bindgen::translate(name, wasm, &args.cache, args.dev)?;
    let wasm = assets.add_hashed(&format!("{name}.wasm"), program.wasm);
    let js = bindgen::starting(&program.js, &wasm);
    let Some(mut parts) = program.parts else {
        let js = assets.add_hashed(&format!("{name}.js"), js.into_bytes());
        return Ok(AppUrls { js, link: None, wasm, later: Vec::new(), css: css.to_owned() });
    };
    let mut later = Vec::new();
    for (part, bytes) in parts.wasm {
        let url = assets.add_hashed(&format!("{name}_{part}"), bytes);
        parts.link = renamed(&parts.link, "URL(", &format!("./{part}"), &url)?;
        later.push(url);
    }
    // The two scripts import each other, so neither can carry a hash of its own: they share the one of both.
    let scripts = |hash: &str| {
        let names = (format!("{name}.{hash}.js"), format!("{name}_link.{hash}.js"));
        let js = renamed(&js, "from ", split::LINK, &format!("./{}", names.1))?;
        let link = renamed(&parts.link, "from ", &format!("./{name}.js"), &format!("./{}", names.0))?;
        anyhow::Ok((names, js, link))
    };
    let (_, unnamed_js, unnamed_link) = scripts("")?;
    let (names, js, link) = scripts(&fingerprint::of_parts([unnamed_js.as_bytes(), unnamed_link.as_bytes()]))?;
    let js = assets.add_named(&format!("{name}.js"), &names.0, js.into_bytes());
    let link = assets.add_named(&format!("{name}_link.js"), &names.1, link.into_bytes());
    Ok(AppUrls { js, link: Some(link), wasm, later, css: css.to_owned() })
}

/// JavaScript in which a quoted URL is another one wherever it stands behind `before`: the same text also stands as the
/// name of an import, which the wasm knows.
fn renamed(js: &str, before: &str, url: &str, to: &str) -> Result<String> {
    let mut renamed = js.to_owned();
    for quote in ['"', '\''] {
        renamed = renamed.replace(&format!("{before}{quote}{url}{quote}"), &format!("{before}{quote}{to}{quote}"));
    }
    ensure!(renamed != js, "the JavaScript does not name {url}");
    Ok(renamed)
}

fn shell_sources(folder: Option<&Path>) -> Result<Vec<Vec<u8>>> {
    let Some(folder) = folder else { return Ok(Vec::new()) };
    files_under(folder)?.iter().map(|path| fs::read(path).with_context(|| format!("{}", path.display()))).collect()
}

fn write(args: &SiteArgs, assets: &Assets, manifest: &mut BuildManifest) -> Result<()> {
    let output = Output { folder: &args.out, compressed: !args.dev };
    manifest.succeed(BuildManifest::read(&args.out));
    let mut kept: BTreeSet<String> = assets.files.keys().cloned().collect();
    kept.extend(manifest.previous.iter().flat_map(|previous| previous.files.iter().cloned()));
    kept.insert(format!("/{}", build_manifest::FILE));
    for (url, bytes) in &assets.files {
        output.write(url, bytes)?;
    }
    // The manifest goes last: a server that starts in between still finds every file the old one names.
    fs::write(args.out.join(build_manifest::FILE), manifest.to_json()?)?;
    output.prune(&kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_renamed_where_it_is_fetched_and_stays_where_the_wasm_knows_it() -> Result<()> {
        let js = r#"import * as a from "./link.js"; const imports = { "./link.js": a };"#;
        let renamed_once = r#"import * as a from "./link.1.js"; const imports = { "./link.js": a };"#;
        assert_eq!(renamed(js, "from ", "./link.js", "./link.1.js")?, renamed_once);
        assert!(renamed(js, "from ", "./other.js", "./other.1.js").is_err());
        Ok(())
    }
}
