//! Demo data: made once, and its accounts shown to whoever starts it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::checkout::Checkout;
use crate::console::Console;

const ACCOUNTS: &str = "demo-accounts.json";

/// Makes demo data in `data`, unless it is there.
///
/// # Errors
/// When the server refuses to.
pub fn ensure(checkout: &Checkout, console: &Console, server: &Path, data: &Path) -> Result<()> {
    if data.join(ACCOUNTS).exists() {
        return Ok(());
    }
    console.step("make demo data", || {
        fs::create_dir_all(data)?;
        console.run(checkout.command(server).arg("demo").arg("--data").arg(data))
    })
}

/// The accounts as lines of a table: role, login, password, name.
///
/// # Errors
/// When the file of accounts cannot be read.
pub fn accounts(data: &Path) -> Result<Vec<String>> {
    let path = data.join(ACCOUNTS);
    let text = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let accounts: Vec<Value> = serde_json::from_slice(&text)?;
    let field = |account: &Value, name: &str| account[name].as_str().unwrap_or_default().to_owned();
    Ok(accounts
        .iter()
        .map(|account| {
            let [role, login, password, name] = ["role", "login", "password", "name"].map(|key| field(account, key));
            format!("  {role:<12} {login:<14} {password:<18} {name}")
        })
        .collect())
}
