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
    /// Write a copy of the database, while the server runs or not.
    Backup(Backup),
    /// Put a backup in the place of the database. What was there is kept beside it.
    Restore(Restore),
    /// Move the database from a file into an empty PostgreSQL database, with the server stopped. Phones and desks go on
    /// without noticing.
    MigrateTo(MigrateTo),
    /// Write every operation ever taken in to standard output, each as a line of JSON.
    ExportOps(ExportOps),
}

/// Where the data are.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// The folder that holds everything the server keeps.
    #[arg(long, env = "SHANGLIANG_DATA", default_value = "data")]
    pub data: PathBuf,
    /// The database: `sqlite:<file>`, by default a file in the data folder, or `postgres://<user>@<host>/<database>`, which
    /// several servers may share.
    #[arg(long, env = "SHANGLIANG_DATABASE_URL")]
    pub database_url: Option<String>,
    /// Where the bytes of photos lie: a folder, by default in the data folder, or `s3://<bucket>[/<folder>]`, which is
    /// reached as the variables `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` say.
    #[arg(long, env = "SHANGLIANG_BLOBS")]
    pub blobs: Option<String>,
    /// The file with the key that seals who citizens are, by default in the data folder; it is made where there is none.
    /// Several servers on one database need the same. A copy of it belongs in another place than copies of the database.
    #[arg(long, env = "SHANGLIANG_SEAL_KEY")]
    pub seal_key: Option<PathBuf>,
}

impl Place {
    /// Where the bytes of photos lie.
    pub fn blobs(&self) -> String {
        self.blobs.clone().unwrap_or_else(|| self.data.join("blobs").to_string_lossy().into_owned())
    }

    /// The file with the key that seals who citizens are.
    pub fn seal_key(&self) -> PathBuf {
        self.seal_key.clone().unwrap_or_else(|| self.data.join("seal.key"))
    }

    /// Which database.
    ///
    /// # Errors
    /// Where the URL is of another sort.
    pub fn database(&self) -> anyhow::Result<Database> {
        let Some(url) = &self.database_url else { return Ok(Database::File(self.data.join("shangliang.db"))) };
        if is_postgres(url) {
            return Ok(Database::Postgres(url.clone()));
        }
        match url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
            Some(file) if !file.is_empty() => Ok(Database::File(Path::new(file).to_path_buf())),
            _ => anyhow::bail!("--database-url is neither sqlite:<file> nor postgres://<user>@<host>/<database>"),
        }
    }

    /// The file of the database, for what is done with files.
    ///
    /// # Errors
    /// Where the database is no file.
    pub fn file(&self) -> anyhow::Result<PathBuf> {
        match self.database()? {
            Database::File(file) => Ok(file),
            Database::Postgres(_) => anyhow::bail!(
                "a PostgreSQL database is saved with PostgreSQL's own programs: pg_dump --format=custom --file=<file> <url>\n\
                 Photos lie in {}: copy that place too, after this.",
                self.blobs()
            ),
        }
    }
}

/// Whether a URL is that of a PostgreSQL database.
fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

/// The URL of a PostgreSQL database.
fn postgres(url: &str) -> Result<String, String> {
    if is_postgres(url) { Ok(url.to_owned()) } else { Err("not postgres://<user>@<host>/<database>".into()) }
}

/// Where records, accounts and operations lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// In a file of SQLite.
    File(PathBuf),
    /// In a PostgreSQL at a URL.
    Postgres(String),
}

/// A replica beside the database.
#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// A streaming replica of the PostgreSQL database, `postgres://<user>@<host>/<database>`: figures, the records behind
    /// them and the export are read there, and say as of when they are. While it cannot be read, the database itself is.
    #[arg(long, env = "SHANGLIANG_READ_URL", value_parser = postgres)]
    pub read_url: Option<String>,
}

/// Options of `export-ops`.
#[derive(Debug, Clone, Args)]
pub struct ExportOps {
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// Where to read them.
    #[command(flatten)]
    pub reading: Reading,
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
    /// Where heavy questions are asked.
    #[command(flatten)]
    pub reading: Reading,
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

/// Options of `backup`.
#[derive(Debug, Clone, Args)]
pub struct Backup {
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// The file to write; there must be none.
    #[arg(long)]
    pub to: PathBuf,
}

/// Options of `restore`.
#[derive(Debug, Clone, Args)]
pub struct Restore {
    /// Where the data are.
    #[command(flatten)]
    pub place: Place,
    /// The backup. Left out for PostgreSQL: there the database is brought back with its own programs first, and this begins
    /// the new epoch.
    #[arg(long)]
    pub from: Option<PathBuf>,
}

/// Options of `migrate-to`.
#[derive(Debug, Clone, Args)]
pub struct MigrateTo {
    /// Where the data are now.
    #[command(flatten)]
    pub place: Place,
    /// Where the records, accounts and operations go: `postgres://<user>@<host>/<database>`. Photos stay where they lie.
    #[arg(long, env = "SHANGLIANG_MIGRATE_TO_URL", value_parser = postgres)]
    pub url: String,
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
        let place = |url: &str| Place { data: "d".into(), database_url: Some(url.into()), blobs: None, seal_key: None };
        let file = |file: &str| Database::File(file.into());
        assert_eq!(place("sqlite:///x/y.db").database().unwrap(), file("/x/y.db"));
        assert_eq!(place("sqlite:y.db").database().unwrap(), file("y.db"));
        let shared = "postgres://shangliang@db.example/shangliang";
        assert_eq!(place(shared).database().unwrap(), Database::Postgres(shared.into()));
        assert!(place("mysql://x").database().is_err());
        assert!(place(shared).file().is_err());
    }
}
