//! x
use crate::cli;
/// x
pub async fn write(_options: &cli::Demo, _now: u64) -> anyhow::Result<String> {
    Ok(String::new())
}
