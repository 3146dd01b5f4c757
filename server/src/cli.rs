//! The command line; every option is also an environment variable.

use clap::{Args, Parser, Subcommand};
use domain::policy::Role;
use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

/// 商量 Shangliang: duty and consultation of a committee, offline first.
#[derive(Debug, Parser)]
#[command(name = "shangliang", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and the API.
    Serve(Serve),
    /// Write an invented committee with a year of records into an empty data folder.
    Demo(Demo),
    /// Accounts.
    #[command(subcommand)]
    Admin(Admin),
    /// Bring the database up to date and end.
    Migrate(Place),
    /// Write every operation ever taken in to standard output, each as a line of JSON.
    ExportOps(Place),
}

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The folder that holds everything the server keeps.
    #[arg(long, env = "SHANGLIANG_DATA", default_value = "data")]
    pub data: PathBuf,
    /// The database; by default a file in the data folder. This build knows `sqlite:<file>`.
    #[arg(long, env = "SHANGLIANG_DATABASE_URL")]
    pub database_url: Option<String>,
}

impl Place {
    /// The file of the database.
    ///
    /// # Errors
    /// Where the URL is of another database.
    pub fn database(&self) -> anyhow::Result<PathBuf> {
        match &self.database_url {
            None => Ok(self.data.join("shangliang.db")),
            Some(url) => match url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
                Some(file) if !file.is_empty() => Ok(Path::new(file).to_path_buf()),
                _ => anyhow::bail!("--database-url: this build knows sqlite:<file> only"),
            },
        }
    }
}

/// Options of `serve`.
#[derive(Debug, Clone, Args)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, env = "SHANGLIANG_ADDR", default_value = "127.0.0.1:8080")]
    pub addr: SocketAddr,
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// The folder of the built site.
    #[arg(long, env = "SHANGLIANG_ASSETS", default_value = "dist")]
    pub assets: PathBuf,
    /// The address of a reverse proxy in front of the server. Of requests that come from there, the last address of
    /// `X-Forwarded-For` counts as the one who asks.
    #[arg(long, env = "SHANGLIANG_TRUSTED_PROXY")]
    pub trusted_proxy: Option<IpAddr>,
    /// Make all figures anew from the records.
    #[arg(long)]
    pub rebuild: bool,
}

/// Options of `demo`.
#[derive(Debug, Clone, Args)]
pub struct Demo {
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// The same seed on the same day writes the same records.
    #[arg(long, env = "SHANGLIANG_DEMO_SEED", default_value_t = 1)]
    pub seed: u64,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Create an account of the office. The password is the first line of standard input; at a terminal one is made up
    /// and printed once.
    Create(Create),
}

/// Options of `admin create`.
#[derive(Debug, Clone, Args)]
pub struct Create {
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// What the person types to sign in.
    #[arg(long)]
    pub login: String,
    /// The name shown; the login unless given.
    #[arg(long)]
    pub name: Option<String>,
    /// The roles in the committee: admin, staff or leader.
    #[arg(long = "role", default_value = "admin", value_parser = office_role)]
    pub roles: Vec<Role>,
    /// The name of the committee; needed for the first account, which sets the committee up.
    #[arg(long)]
    pub committee: Option<String>,
}

/// Members and convenors hold their roles through the roster.
fn office_role(text: &str) -> Result<Role, String> {
    match text.parse() {
        Ok(role @ (Role::Admin | Role::Staff | Role::Leader)) => Ok(role),
        _ => Err("one of admin, staff, leader".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn another_database_is_refused_by_name() {
        let place = |url: &str| Place { data: "d".into(), database_url: Some(url.into()) };
        assert_eq!(place("sqlite:///x/y.db").database().unwrap(), Path::new("/x/y.db"));
        assert_eq!(place("sqlite:y.db").database().unwrap(), Path::new("y.db"));
        assert!(place("postgres://x").database().is_err());
    }
}
