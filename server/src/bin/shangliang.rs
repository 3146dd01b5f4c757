//! The program: `shangliang serve | demo | admin create | migrate | backup | restore | migrate-to | export-ops`.

use anyhow::bail;
use clap::Parser;
use server::{
    accounts::{self, Office},
    auth, backup,
    cli::{Admin, Cli, Command, Create},
    clock, demo, export, moving, serve, telemetry,
};
use std::io::{BufWriter, IsTerminal, Write, stdin, stdout};

/// Pushes are many small values made in one thread and dropped in another, which costs the C library's allocator a fifth
/// of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let command = Cli::parse().command;
    telemetry::start();
    match command {
        Command::Serve(options) => serve::serve(options).await,
        Command::Demo(options) => {
            let said = demo::write(&options, clock::system()).await?;
            println!("{said}");
            Ok(())
        }
        Command::Admin(Admin::Create(options)) => create(options).await,
        Command::Migrate(place) => {
            serve::open(&place).await?.close().await;
            println!("the database is up to date");
            Ok(())
        }
        Command::Backup(options) => {
            println!("{}", backup::back_up(&options).await?);
            Ok(())
        }
        Command::Restore(options) => {
            println!("{}", backup::restore(&options, clock::system()).await?);
            Ok(())
        }
        Command::MigrateTo(options) => {
            println!("{}", moving::move_to(&options, clock::system()).await?);
            Ok(())
        }
        Command::ExportOps(options) => {
            let mut out = BufWriter::new(stdout());
            if let Some(said) = export::export(&options, &mut out).await? {
                eprintln!("{said}");
            }
            Ok(out.flush()?)
        }
    }
}

async fn create(options: Create) -> anyhow::Result<()> {
    let (password, made_up) = password()?;
    let store = serve::open(&options.place).await?;
    let name = options.name.unwrap_or_else(|| options.login.clone());
    let office = Office { login: options.login.clone(), name, roles: options.roles, committee: options.committee };
    let now = clock::system();
    accounts::create_office(&*store, office, &password, clock::day(now), now).await?;
    store.close().await;
    println!("the account {} is created", options.login);
    if made_up {
        println!("password: {password}\nIt is kept nowhere: write it down now.");
    }
    Ok(())
}

/// The first line of standard input; at a terminal, where others may look on, one that is made up.
fn password() -> anyhow::Result<(String, bool)> {
    if stdin().is_terminal() {
        return Ok((auth::random_password()?, true));
    }
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    if password.is_empty() {
        bail!("no password on standard input");
    }
    Ok((password, false))
}
