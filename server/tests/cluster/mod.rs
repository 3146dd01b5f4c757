//! A PostgreSQL of the tests' own: one cluster for all tests that run at the same time, a database for each test.
//!
//! Tests run in processes of their own, so the first that needs the cluster starts it, and a watchman ends it once no test
//! has needed it for some seconds. It listens on a socket in a folder that nobody else may enter.

#![allow(dead_code, reason = "each of the programs that share this uses a part of it")]

use std::{
    ffi::OsStr,
    fs::{self, File},
    hash::{DefaultHasher, Hash, Hasher},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The oldest version that is tried, and the one that is tested with.
const VERSIONS: [u32; 4] = [15, 16, 17, 18];
/// PostgreSQL refuses to run as root; where the tests do, it runs as this account, which its package has made.
const ACCOUNT: &str = "postgres";

/// A cluster that lives as long as somebody has this.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    /// Shared by all who use the cluster; the watchman waits until he can have it alone.
    _in_use: File,
}

/// A database of a test's own.
#[derive(Debug)]
pub struct Database {
    /// Where it is reached.
    pub url: String,
    _cluster: Cluster,
}

/// The folder of PostgreSQL's programs.
pub fn programs() -> PathBuf {
    let known = VERSIONS.iter().map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")));
    let found = known.into_iter().find(|folder| folder.join("initdb").exists());
    found.unwrap_or_else(|| panic!("PostgreSQL is not installed: cargo xtask setup --tests"))
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|of| std::os::unix::fs::MetadataExt::uid(&of) == 0)
}

fn ids_of_account() -> (u32, u32) {
    let known = fs::read_to_string("/etc/passwd").unwrap();
    let line = known.lines().find(|line| line.starts_with(&format!("{ACCOUNT}:"))).unwrap();
    let cells: Vec<&str> = line.split(':').collect();
    (cells[2].parse().unwrap(), cells[3].parse().unwrap())
}

/// A program of PostgreSQL, as the account that it runs as.
pub fn command(program: &str) -> Command {
    as_account(programs().join(program))
}

fn as_account(program: impl AsRef<OsStr>) -> Command {
    let mut command = if is_root() {
        let (user, group) = ids_of_account();
        let mut command = Command::new("setpriv");
        command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()]);
        command.arg("--").arg(program);
        command
    } else {
        Command::new(program)
    };
    command.stdin(Stdio::null()).env("LC_ALL", "C.UTF-8").current_dir("/");
    command
}

/// Makes a folder that only the account of PostgreSQL may enter.
pub fn folder_of_account(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
    if is_root() {
        let (user, group) = ids_of_account();
        chown(folder, Some(user), Some(group)).unwrap();
    }
}

/// Runs a command, which has to succeed.
pub fn run(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&done.stderr));
}

impl Cluster {
    /// The cluster of this checkout, started where it does not run. There are two: one that waits for the disk, as a server
    /// wants it, and one that does not.
    pub fn running(durable: bool) -> Cluster {
        let mut hash = DefaultHasher::new();
        env!("CARGO_MANIFEST_DIR").hash(&mut hash);
        let folder = std::env::temp_dir().join(format!(
            "shangliang-tests-{:08x}{}",
            hash.finish() as u32,
            if durable { "-durable" } else { "" }
        ));
        fs::create_dir_all(&folder).unwrap();
        let open = |name: &str| File::options().create(true).append(true).open(folder.join(name)).unwrap();
        let (in_use, starting) = (open("in-use"), open("starting"));
        in_use.lock_shared().unwrap();
        starting.lock().unwrap();
        let cluster = Cluster { folder: folder.clone(), _in_use: in_use };
        if !cluster.data().join("postmaster.pid").exists() {
            cluster.start(durable);
        }
        drop(starting);
        cluster
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn start(&self, durable: bool) {
        let data = self.data();
        let _ = fs::remove_dir_all(&data);
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o755)).unwrap();
        folder_of_account(&data);
        run(command("initdb")
            .args(["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"])
            .args(["--username=postgres", "--pgdata"])
            .arg(&data));
        // A replica that was stopped for a moment finds what it has missed.
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nmax_connections = 400\nshared_buffers = 64MB\nmax_wal_size = 2GB\nwal_keep_size = 1GB\n",
            data.display()
        );
        let settings =
            if durable { settings } else { settings + "fsync = off\nfull_page_writes = off\nautovacuum = off\n" };
        let file = data.join("postgresql.conf");
        fs::write(&file, fs::read_to_string(&file).unwrap() + &settings).unwrap();
        start(&data);
        self.set_watchman();
    }

    /// Ends the cluster and takes its data away, once nobody has used it for some seconds.
    fn set_watchman(&self) {
        if is_root() {
            let (user, group) = ids_of_account();
            fs::set_permissions(self.folder.join("in-use"), fs::Permissions::from_mode(0o666)).unwrap();
            chown(&self.folder, Some(user), Some(group)).unwrap();
        }
        // He outlives the test that set him, so he is nobody's child and writes to nobody's output.
        let watch = "(while sleep 8; do if flock --nonblock \"$1/in-use\" sh -c \
             '\"$2\" stop --silent --mode=immediate --pgdata \"$1/data\"; rm -rf \"$1/data\"; for copy in \"$1\"/replica-*; do \
             [ -d \"$copy\" ] && \"$2\" stop --silent --mode=immediate --pgdata \"$copy\"; rm -rf \"$copy\"; done' - \"$1\" \"$2\"; \
             then exit; fi; done) &";
        let mut set = as_account("sh");
        set.args(["-c", watch, "-"]).arg(&self.folder).arg(programs().join("pg_ctl"));
        assert!(set.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
    }

    /// Where a database is reached.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=postgres", self.data().display())
    }

    /// Makes an empty database of a name that nobody else has.
    pub fn create(&self, name: &str) {
        let mut create = command("createdb");
        create.args(["--username=postgres", "--template=template0", "--strategy=file_copy", "--host"]);
        run(create.arg(self.data()).arg(name));
    }
}

impl Database {
    /// A new and empty one that waits for no disk.
    pub fn empty() -> Database {
        Database::new(false)
    }

    /// A new and empty one as a server wants it.
    pub fn durable() -> Database {
        Database::new(true)
    }

    fn new(durable: bool) -> Database {
        let cluster = Cluster::running(durable);
        let name = format!("t{}", uuid::Uuid::new_v4().simple());
        cluster.create(&name);
        Database { url: cluster.url(&name), _cluster: cluster }
    }

    /// A streaming replica of the cluster that it is in.
    pub fn replica(&self) -> Replica {
        let primary = self._cluster.data();
        let folder = self._cluster.folder.join(format!("replica-{}", uuid::Uuid::new_v4().simple()));
        folder_of_account(&folder);
        let mut copy = command("pg_basebackup");
        copy.args(["--username=postgres", "--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--host"]);
        run(copy.arg(&primary).arg("--pgdata").arg(&folder));
        // What belongs to the one that runs lies among its data here.
        for own in [".s.PGSQL.5432.lock", "log"] {
            let _ = fs::remove_file(folder.join(own));
        }
        let file = folder.join("postgresql.conf");
        let own = format!("unix_socket_directories = '{}'\n", folder.display());
        fs::write(&file, fs::read_to_string(&file).unwrap() + &own).unwrap();
        start(&folder);
        let url = self.url.replace(&primary.display().to_string(), &folder.display().to_string());
        Replica { url, folder }
    }
}

/// A running replica, ended when it goes.
#[derive(Debug)]
pub struct Replica {
    /// Where the same database is reached in it.
    pub url: String,
    folder: PathBuf,
}

impl Replica {
    /// Has it answer a question of SQL.
    pub fn ask(&self, question: &str) {
        let mut psql = command("psql");
        psql.args(["--no-psqlrc", "--quiet", "--username=postgres", "--dbname=postgres", "--host"]).arg(&self.folder);
        run(psql.args(["--command", question]));
    }

    /// Ends it at once, as when its machine is gone.
    pub fn stop(&self) {
        let mut stop = command("pg_ctl");
        let _ = stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(&self.folder).status();
    }

    /// Starts it again.
    pub fn start(&self) {
        start(&self.folder);
    }
}

impl Drop for Replica {
    fn drop(&mut self) {
        self.stop();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts what lies in a folder and waits until it answers.
fn start(data: &Path) {
    let mut pg_ctl = command("pg_ctl");
    pg_ctl.args(["start", "--wait", "--silent", "--log"]).arg(data.join("log")).arg("--pgdata").arg(data);
    // It inherits the output and would keep whoever waits for its end waiting.
    let started = pg_ctl.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(started.success(), "{}", fs::read_to_string(data.join("log")).unwrap_or_default());
}
