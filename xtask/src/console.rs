//! Runs commands and says what happens and how long it takes.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Where the output of commands goes: the terminal, or a file while several things run at once.
pub struct Console {
    log: Option<File>,
}

impl Console {
    /// Output goes to the terminal.
    pub fn terminal() -> Self {
        Self { log: None }
    }

    /// Output goes to a new file at `path`.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn file(path: &Path) -> Result<Self> {
        let log = File::create(path).with_context(|| format!("creating {}", path.display()))?;
        Ok(Self { log: Some(log) })
    }

    /// Prints one line.
    pub fn say(&self, line: &str) {
        match &self.log {
            None => println!("{line}"),
            // A log that cannot be written must not stop the work it describes.
            Some(file) => drop(writeln!(&mut &*file, "{line}")),
        }
    }

    /// Does one step: says what before it begins, and how long it took when it is done.
    ///
    /// # Errors
    /// The error of the step, under its name.
    pub fn step<T>(&self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.say(&format!("» {what}"));
        let started = Instant::now();
        let done = work().with_context(|| what.to_owned())?;
        self.say(&format!("  {what}: {}", seconds(started.elapsed())));
        Ok(done)
    }

    /// Runs a command to its end.
    ///
    /// # Errors
    /// When it cannot be started or does not succeed; the error shows it as one would type it.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        let status = self.spawn(command)?.wait()?;
        check(command, status)
    }

    /// Runs a command, and ends it when it takes longer than `limit`.
    ///
    /// # Errors
    /// As [`Console::run`], and when the time is over.
    pub fn run_within(&self, command: &mut Command, limit: Duration) -> Result<()> {
        let mut child = self.spawn(command)?;
        let started = Instant::now();
        while started.elapsed() < limit {
            if let Some(status) = child.try_wait()? {
                return check(command, status);
            }
            thread::sleep(Duration::from_millis(50));
        }
        child.kill()?;
        child.wait()?;
        bail!("`{}` took longer than {}", shown(command), seconds(limit));
    }

    fn spawn(&self, command: &mut Command) -> Result<std::process::Child> {
        if let Some(log) = &self.log {
            command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log.try_clone()?);
        }
        command.spawn().with_context(|| format!("starting `{}`", shown(command)))
    }
}

/// What a command prints on its standard output.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn output_of(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("starting `{}`", shown(command)))?;
    if !output.status.success() {
        bail!("`{}` failed: {}", shown(command), String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a command starts and succeeds; what it prints is not shown.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A time as people read it: `0.4 s`, `2 min 05 s`.
pub fn seconds(time: Duration) -> String {
    let total = time.as_secs();
    if total < 60 { format!("{:.1} s", time.as_secs_f64()) } else { format!("{} min {:02} s", total / 60, total % 60) }
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_times_show_tenths_and_long_ones_minutes() {
        assert_eq!(seconds(Duration::from_millis(430)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_command_that_takes_too_long_is_ended() {
        let started = Instant::now();
        let result = Console::terminal().run_within(Command::new("sleep").arg("20"), Duration::from_millis(100));
        assert!(result.is_err_and(|error| error.to_string().contains("sleep 20")));
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_failing_command_is_shown_as_typed() {
        let result = Console::terminal().run(&mut Command::new("false"));
        assert!(result.is_err_and(|error| error.to_string().starts_with("`false` failed")));
    }
}
