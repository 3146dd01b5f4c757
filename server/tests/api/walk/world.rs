//! A city with one county that somebody of each role works in, and a county under nobody they know.

use crate::stage::{COMMITTEE, NOON, PASSWORD, Stage, VENUE_A, VENUE_B, activity, rec};
use domain::{
    affiliation::{Affiliation, Spell},
    fields::Fields,
    id::{CommitteeId, DeviceId, Feed, MemberId, RecordId, UserId, VenueId},
    photo::{Format, Photo, Sha256},
    policy::{Held, Role, Scope},
};
use jiff::civil::date;
use serde_json::{Value, json};
use server::{
    auth,
    blobs::{Objects, file_at, thumbnail_at},
    store::{Account, Blob, Incoming, RoleSpell, Store, UnitLink, Upload, UploadLimits},
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};
use sync::{
    clock::Hlc,
    server::{Actor, group::Push},
    wire::{Act, Op, OutboxReport, Outcome},
};
use uuid::Uuid;

/// Who comes to the doors, each with the login. `jia` works at venue A, `ding` runs it; the special committee that
/// venue A comes under has one of the staff.
pub const WHO: [(&str, &str); 8] = [
    ("member", "jia"),
    ("convenor", "ding"),
    ("special", "special"),
    ("staff", "staff"),
    ("leader", "leader"),
    ("city staff", "city-staff"),
    ("city leader", "city-leader"),
    ("admin", "admin"),
];

pub const CITY: CommitteeId = CommitteeId(Uuid::from_u128(30));
pub const FAR: CommitteeId = CommitteeId(Uuid::from_u128(31));
pub const VENUE_FAR: VenueId = VenueId(Uuid::from_u128(32));
pub const SPECIAL: RecordId = RecordId(Uuid::from_u128(33));
pub const MEMBER_A: MemberId = MemberId(Uuid::from_u128(101));
pub const MEMBER_B: MemberId = MemberId(Uuid::from_u128(103));
pub const MEMBER_FAR: MemberId = MemberId(Uuid::from_u128(34));
/// Stands in every record that lies elsewhere in the committee, and in the one that lies in the other county.
pub const SAID_ELSEWHERE: &str = "乙室里说的话";
pub const SAID_FAR: &str = "外区里说的话";

/// The account of `jia`, who wrote all of it.
const JIA: UserId = UserId(Uuid::from_u128(201));
/// The secret of the link of a unit to which nothing was given.
pub const SECRET_OF_UNIT: &str = "0123456789abcdef";
/// An upload that `jia` has begun.
pub const UPLOAD: &str = "upload-of-jia";

/// Where something lies, as somebody of venue A sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// In venue A.
    Own,
    /// In venue B of the same committee.
    Elsewhere,
    /// In the other county.
    Far,
}

impl Ground {
    pub const ALL: [Ground; 3] = [Ground::Own, Ground::Elsewhere, Ground::Far];

    pub fn name(self) -> &'static str {
        ["own", "elsewhere", "far"][self as usize]
    }

    pub fn committee(self) -> CommitteeId {
        [COMMITTEE, COMMITTEE, FAR][self as usize]
    }

    pub fn venue(self) -> VenueId {
        [VENUE_A, VENUE_B, VENUE_FAR][self as usize]
    }

    pub fn member(self) -> MemberId {
        [MEMBER_A, MEMBER_B, MEMBER_FAR][self as usize]
    }

    /// An activity that lies there.
    pub fn activity(self) -> RecordId {
        rec(self as u128 + 1)
    }

    /// What is said in it.
    pub fn said(self) -> &'static str {
        ["到柳林村走访六户。", SAID_ELSEWHERE, SAID_FAR][self as usize]
    }

    /// The photo of the activity. Its bytes are what is said there, so that a leak is seen.
    pub fn photo(self) -> Photo {
        let bytes = self.said().as_bytes();
        Photo { sha256: Sha256::of(bytes), len: bytes.len() as u64, format: Format::Jpeg }
    }
}

/// The server with all of it.
pub struct World {
    pub stage: Stage,
    pub store: Arc<dyn Store>,
}

/// What the server takes for now. One test alone moves it.
static CLOCK: AtomicU64 = AtomicU64::new(NOON);

impl World {
    pub async fn start() -> World {
        let mut kept = None;
        let stage = Stage::with(|parts| {
            kept = Some(parts.store.clone());
            parts.clock = || CLOCK.load(Relaxed);
        })
        .await;
        let world = World { stage, store: kept.unwrap() };
        world.furnish().await;
        // Who stands above whom, and what comes under a special committee, is read from what the projector wrote.
        while world.store.project(1_000, NOON).await.unwrap() > 0 {}
        world
    }

    /// The sessions of [`WHO`], in that order.
    pub async fn sessions(&self) -> Vec<String> {
        let mut tokens = Vec::new();
        for ((_, login), device) in WHO.into_iter().zip(600..) {
            tokens.push(self.stage.sign_in_on(login, device).await);
        }
        tokens
    }

    /// A session that ended by itself.
    pub async fn expired(&self) -> String {
        const DAYS: u64 = 24 * 3_600_000;
        CLOCK.store(NOON - 60 * DAYS, Relaxed);
        let token = self.stage.sign_in_on("jia", 700).await;
        CLOCK.store(NOON, Relaxed);
        token
    }

    /// Writes as the office of every committee, and as the server.
    pub async fn write(&self, device: u128, user: UserId, ops: Vec<Op>) {
        let both = |role| [COMMITTEE, CITY, FAR].map(|id| Held { role, scope: Scope::Committee(id) });
        let held = [Role::Staff, Role::Member, Role::Server].into_iter().flat_map(both).collect();
        let push = Push {
            device: DeviceId(device),
            actor: Actor { user, member: None, held, lost: Vec::new() },
            epoch: None,
            ops,
        };
        let answers = self.store.apply(&[Incoming { push, waiting: OutboxReport::default() }], NOON).await.unwrap();
        let results = answers.into_iter().next().unwrap().unwrap();
        let refused: Vec<_> = results.iter().filter(|it| !matches!(it.outcome, Outcome::Applied { .. })).collect();
        assert!(refused.is_empty(), "the world could not be made: {refused:?}");
    }

    async fn furnish(&self) {
        let hash = auth::hash(PASSWORD).unwrap();
        for id in [CITY, FAR] {
            self.store.open_committee(id).await.unwrap();
        }
        let staff = |scope| vec![(Role::Staff, scope)];
        let accounts = [
            ("special", COMMITTEE, staff(Scope::SpecialCommittee(SPECIAL))),
            ("city-staff", CITY, staff(Scope::Committee(CITY))),
            ("city-leader", CITY, vec![(Role::Leader, Scope::Committee(CITY))]),
        ];
        for ((login, committee, roles), number) in accounts.into_iter().zip(300..) {
            let spell = |(role, scope)| RoleSpell { role, scope, from: date(2026, 1, 1), until: None };
            let account = Account {
                id: UserId(Uuid::from_u128(number)),
                login: login.into(),
                name: format!("{login} name"),
                committee,
                member: None,
                password: hash.clone(),
                disabled: false,
            };
            let roles: Vec<_> = roles.into_iter().map(spell).collect();
            assert!(self.store.create_account(&account, &roles).await.unwrap());
        }
        self.write(800, UserId(Uuid::from_u128(205)), ops(self.roster())).await;
        let of = |ground: Ground| (ground.activity(), "activity", Feed::Venue(ground.venue()), activity_at(ground));
        let records = Ground::ALL.map(of).map(|(rec, kind, feed, act)| (rec, kind, feed, Act::Create(act)));
        self.write(801, JIA, ops(records.to_vec())).await;
        for ground in Ground::ALL {
            self.keep(ground).await;
        }
        let limits = UploadLimits { unfinished: 9, begun: 9, since: 0 };
        let link = UnitLink {
            id: Uuid::from_u128(900),
            committee: COMMITTEE,
            unit: "区供电所".into(),
            user: UserId(Uuid::from_u128(901)),
            made_by: JIA,
            made_at: NOON,
            expires: NOON + 30 * 86_400_000,
            revoked: None,
        };
        self.store.add_unit_link(&link, &auth::secret_hash(SECRET_OF_UNIT)).await.unwrap();
        assert!(self.store.begin_upload(&upload(UPLOAD, &Ground::Own.photo()), limits).await.unwrap());
    }

    /// Keeps the photo of a ground, as if `jia` had sent it.
    async fn keep(&self, ground: Ground) {
        let photo = ground.photo();
        let objects = Objects::open(self.stage.folder.path().join("blobs").to_str().unwrap()).unwrap();
        for at in [file_at(&photo.sha256), thumbnail_at(&photo.sha256)] {
            objects.put(&at, ground.said().into()).await.unwrap();
        }
        let Photo { sha256, len, format } = photo.clone();
        let blob = Blob { sha256, len, format, width: 4, height: 3 };
        self.store.keep_blob(&blob, &upload("whole", &photo), NOON).await.unwrap();
    }

    fn roster(&self) -> Vec<(RecordId, &'static str, Feed, Act)> {
        let name = |name: &str| Fields::default().with("name", name);
        let spell = |kind, to: String| Spell { kind, to, from: date(2026, 1, 1), until: None }.value();
        let under = spell(Affiliation::SpecialCommittee, SPECIAL.to_string());
        let works = spell(Affiliation::Venue, VENUE_FAR.to_string());
        let create = |rec: RecordId, kind, committee, fields| (rec, kind, Feed::Ref(committee), Act::Create(fields));
        let patch = |rec: RecordId, kind, fields| (rec, kind, Feed::Ref(COMMITTEE), Act::Patch(fields));
        vec![
            create(CITY.into(), "committee", CITY, name("某市政协")),
            create(FAR.into(), "committee", FAR, name("外区政协")),
            create(VENUE_FAR.into(), "venue", FAR, name("外区工作站")),
            create(MEMBER_FAR.into(), "member", FAR, name("外区委员").with("spell:1", works)),
            create(SPECIAL, "special_committee", COMMITTEE, name("提案委")),
            patch(COMMITTEE.into(), "committee", Fields::default().with("parent", CITY.to_string())),
            patch(VENUE_A.into(), "venue", Fields::default().with("spell:1", under)),
        ]
    }
}

fn upload(id: &str, photo: &Photo) -> Upload {
    Upload { id: id.into(), user: JIA, sha256: photo.sha256.clone(), len: photo.len, offset: 0, begun: NOON }
}

/// An activity of somebody there.
pub fn activity_at(ground: Ground) -> Fields {
    let Value::Object(fields) = activity() else { panic!("an activity is an object") };
    let mut fields = Fields(fields.into_iter().filter(|(field, _)| !field.starts_with("attendance:")).collect());
    fields.set("narrative", json!(ground.said()));
    fields.set(ground.photo().field(1), ground.photo().value());
    fields.set("venue", json!(ground.venue()));
    fields.set(format!("attendance:{}", ground.member()), json!("present"));
    fields
}

/// Operations of one device, numbered from 1.
pub fn ops(written: Vec<(RecordId, &'static str, Feed, Act)>) -> Vec<Op> {
    let op = |((rec, kind, feed, act), n): ((RecordId, &str, Feed, Act), u64)| Op {
        n,
        rec,
        kind: kind.into(),
        feed,
        base: 1,
        epoch: None,
        hlc: Hlc::at(NOON),
        schema: 1,
        act,
    };
    written.into_iter().zip(1..).map(op).collect()
}
