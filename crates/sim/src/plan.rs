//! What goes wrong in one world, and how often: drawn once from its seed.

use crate::rng::Rng;

/// Something that goes wrong. The names are those of the coverage counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A request never arrives.
    RequestLost,
    /// A request arrives twice.
    RequestTwice,
    /// A request or a reply takes long: it may be overtaken.
    Delay,
    /// The server has committed, and its reply never arrives.
    ReplyLost,
    /// The reply breaks off and cannot be read.
    ReplyTruncated,
    /// The reply carries only what fits into a few bytes: feeds are cut.
    ReplyShort,
    /// The server stops within its transaction.
    ServerCrash,
    /// The server answers 503.
    Busy,
    /// The session ends.
    SignedOut,
    /// The app is killed before its transaction is complete.
    CrashBeforeCommit,
    /// The app is killed after that, before it is told.
    CrashAfterCommit,
    /// The app is killed while it waits for the server.
    CrashWaiting,
    /// The disk is full.
    DiskFull,
    /// A row is lost on the disk.
    RowLost,
    /// The cursor on the disk is beyond the feed.
    CursorBeyond,
    /// The device's clock jumps by up to a year.
    ClockJump,
    /// A grant is taken away or given.
    GrantMoved,
    /// The server is restored from a backup.
    Restored,
    /// The power fails: what the disk had not written through is gone.
    PowerLost,
    /// The browser closes its connection to the disk.
    HandleLost,
    /// The browser throws the whole store away.
    Evicted,
    /// The disk is copied to another device.
    Cloned,
    /// Another tab takes the store over.
    SecondTab,
    /// Somebody else signs in on the device.
    UserSwitch,
    /// A device that was of an older version is brought up to date.
    Upgrade,
    /// A transaction of the server takes long, and others overlap with it.
    Overlap,
    /// The line breaks within a piece of a photo.
    PhotoCut,
    /// A piece of a photo arrives with other bytes than were sent.
    PhotoCorrupted,
    /// The server forgets the photos that are not yet whole.
    PhotoUploadsLost,
    /// The server loses a photo that it held.
    PhotoLost,
    /// The browser throws the bytes of a photo away.
    PhotoEvicted,
    /// The bytes of a photo on the disk are others than those taken.
    PhotoWrong,
    /// What is unsent is carried in a file to another device.
    Carried,
    /// Nobody does anything for weeks, or for more than a year.
    TimePasses,
    /// A device is put away, while others go on.
    PutAway,
    /// More waits to be taken in than the server reads beside: what was brought is acknowledged, what is new comes later.
    PutOff,
}

impl Fault {
    /// All of them.
    pub const ALL: [Fault; 36] = [
        Fault::RequestLost,
        Fault::RequestTwice,
        Fault::Delay,
        Fault::ReplyLost,
        Fault::ReplyTruncated,
        Fault::ReplyShort,
        Fault::ServerCrash,
        Fault::Busy,
        Fault::SignedOut,
        Fault::CrashBeforeCommit,
        Fault::CrashAfterCommit,
        Fault::CrashWaiting,
        Fault::DiskFull,
        Fault::RowLost,
        Fault::CursorBeyond,
        Fault::ClockJump,
        Fault::GrantMoved,
        Fault::Restored,
        Fault::PowerLost,
        Fault::HandleLost,
        Fault::Evicted,
        Fault::Cloned,
        Fault::SecondTab,
        Fault::UserSwitch,
        Fault::Upgrade,
        Fault::Overlap,
        Fault::PhotoCut,
        Fault::PhotoCorrupted,
        Fault::PhotoUploadsLost,
        Fault::PhotoLost,
        Fault::PhotoEvicted,
        Fault::PhotoWrong,
        Fault::Carried,
        Fault::TimePasses,
        Fault::PutAway,
        Fault::PutOff,
    ];

    /// Its name in the report.
    pub const fn name(self) -> &'static str {
        match self {
            Fault::RequestLost => "fault: request lost",
            Fault::RequestTwice => "fault: request arrives twice",
            Fault::Delay => "fault: delayed",
            Fault::ReplyLost => "fault: committed, reply lost",
            Fault::ReplyTruncated => "fault: reply truncated",
            Fault::ReplyShort => "fault: reply short, feeds cut",
            Fault::ServerCrash => "fault: server stops in its transaction",
            Fault::Busy => "fault: 503",
            Fault::SignedOut => "fault: 401",
            Fault::CrashBeforeCommit => "fault: app killed before its commit",
            Fault::CrashAfterCommit => "fault: app killed after its commit",
            Fault::CrashWaiting => "fault: app killed while waiting",
            Fault::DiskFull => "fault: disk full",
            Fault::RowLost => "fault: row lost on the disk",
            Fault::CursorBeyond => "fault: cursor beyond the feed",
            Fault::ClockJump => "fault: clock jumps",
            Fault::GrantMoved => "fault: grant taken or given",
            Fault::Restored => "fault: server restored from a backup",
            Fault::PowerLost => "fault: power fails",
            Fault::HandleLost => "fault: connection to the disk lost",
            Fault::Evicted => "fault: store evicted",
            Fault::Cloned => "fault: store cloned",
            Fault::SecondTab => "fault: a second tab takes over",
            Fault::UserSwitch => "fault: another person signs in",
            Fault::Upgrade => "fault: app brought up to date",
            Fault::Overlap => "fault: server transactions overlap",
            Fault::PhotoCut => "fault: photo cut on its way",
            Fault::PhotoCorrupted => "fault: piece of a photo corrupted",
            Fault::PhotoUploadsLost => "fault: unfinished photos forgotten by the server",
            Fault::PhotoLost => "fault: photo lost by the server",
            Fault::PhotoEvicted => "fault: photo thrown away by the browser",
            Fault::PhotoWrong => "fault: photo damaged on the disk",
            Fault::Carried => "fault: unsent work carried to another device",
            Fault::TimePasses => "fault: weeks or years pass",
            Fault::PutAway => "fault: device put away for long",
            Fault::PutOff => "fault: acknowledged, what is new put off",
        }
    }

    /// The most times in a thousand chances that it happens.
    const fn worst(self) -> u64 {
        match self {
            Fault::RequestLost | Fault::ReplyLost => 400,
            Fault::ReplyTruncated | Fault::ServerCrash | Fault::Busy | Fault::PutOff => 150,
            Fault::RequestTwice | Fault::Delay | Fault::ReplyShort => 300,
            Fault::SignedOut => 60,
            Fault::CrashBeforeCommit | Fault::CrashAfterCommit | Fault::CrashWaiting | Fault::DiskFull => 100,
            Fault::RowLost | Fault::CursorBeyond => 60,
            Fault::ClockJump | Fault::GrantMoved => 80,
            Fault::Restored | Fault::PowerLost => 40,
            Fault::HandleLost => 80,
            Fault::Evicted => 8,
            Fault::Cloned => 12,
            Fault::SecondTab => 60,
            Fault::UserSwitch => 25,
            Fault::Upgrade => 60,
            Fault::Overlap => 300,
            Fault::PhotoCut | Fault::PhotoCorrupted => 300,
            Fault::PhotoUploadsLost | Fault::PhotoLost | Fault::PhotoEvicted | Fault::PhotoWrong => 40,
            Fault::Carried => 40,
            Fault::TimePasses => 30,
            Fault::PutAway => 20,
        }
    }
}

/// The shape of one world.
#[derive(Debug, Clone)]
pub struct Plan {
    rates: [u64; Fault::ALL.len()],
    /// How many devices there are, 3 to 6.
    pub devices: usize,
    /// How many times people do something.
    pub acts: u32,
    /// The longest pause between two of them, in milliseconds.
    pub pause: u64,
    /// The most bytes of operations that the server takes in one request; `None` for as many as the protocol allows.
    pub limit: Option<usize>,
    /// Rows that the server reads at a time.
    pub chunk: usize,
    /// Whether one of the phones runs a version that the server does not know yet.
    pub newer_phone: bool,
    /// A device whose name another account had before; the server tells it, and it takes a new one.
    pub foreign: Option<usize>,
    /// A device whose app is of an older version until it is brought up to date.
    pub older: Option<usize>,
    /// Whether people take photos.
    pub photos: bool,
    /// The fewest events before nothing goes wrong any more.
    pub least: u64,
}

impl Plan {
    /// Draws a plan: each fault is there in two worlds of three, from rare to as often as can be.
    pub fn draw(rng: &mut Rng) -> Plan {
        let rates = Fault::ALL.map(|fault| if rng.happens(660) { rng.between(1, fault.worst()) } else { 0 });
        Plan {
            rates,
            devices: rng.between(3, 6) as usize,
            acts: rng.between(50, 90) as u32,
            pause: *rng.pick(&[100, 1_000, 5_000, 20_000]).unwrap_or(&2_000),
            limit: rng.happens(300).then(|| rng.between(900, 4_000) as usize),
            chunk: rng.between(1, 12) as usize,
            newer_phone: rng.happens(150),
            foreign: rng.happens(150).then(|| rng.below(3) as usize),
            older: rng.happens(300).then_some(2),
            photos: rng.happens(400),
            least: 250,
        }
    }

    /// How many times in a thousand a fault happens.
    pub fn rate(&self, fault: Fault) -> u64 {
        self.rates[fault as usize]
    }

    /// Leaves out what a smaller world of the same seed does without.
    pub fn trim(&mut self, trim: &Trim) {
        for at in &trim.without {
            self.rates.get_mut(*at).into_iter().for_each(|rate| *rate = 0);
        }
        if let Some(acts) = trim.acts {
            (self.acts, self.least) = (acts, 0);
        }
    }

    /// From now on nothing goes wrong any more.
    pub fn calm(&mut self) {
        self.rates = [0; Fault::ALL.len()];
    }
}

/// What to leave out of the world of a seed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trim {
    /// How many times people do something, instead of what was drawn.
    pub acts: Option<u32>,
    /// Faults that do not happen, by their place in [`Fault::ALL`].
    pub without: Vec<usize>,
}
