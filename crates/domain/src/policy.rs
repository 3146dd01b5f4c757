//! Who may do what: one pure table of role × kind × act, asked for every operation.

use crate::{
    activity::{MEASURE, NARRATIVE, Phase, TAGS},
    id::{CommitteeId, Feed, VenueId},
    kind::{Kind, text_enum},
    photo::PHOTO,
    review::ReviewAct,
    submitted,
    suggestion::{EVIDENCE, IMPLEMENTATION, OUTCOME, OUTCOME_REASON},
};

mod table;

pub use crate::scope::Scope;
use serde::{Deserialize, Serialize};
pub use table::{Line, TABLE};

text_enum! {
    /// What somebody is, within a scope.
    Role {
        /// Records what one does.
        Member = "member" "委员",
        /// Runs a venue.
        Convenor = "convenor" "召集人",
        /// Of the office: reviews, keeps rosters and rules.
        Staff = "staff" "工作人员",
        /// Reads combined results and gives instructions.
        Leader = "leader" "主席会议成员",
        /// A unit that was given something; it has no account, and comes by a link.
        Unit = "unit" "承办单位",
        /// Anybody who lives here; has no account, and comes by the public page of a venue.
        Citizen = "citizen" "群众",
        /// Keeps accounts and the machine.
        Admin = "admin" "管理员",
        /// The server itself: writes what nobody types, such as mirrors.
        Server = "server" "系统",
    }
}

/// One role in one scope, as it holds now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

impl Held {
    /// Whether the role reaches a feed of a committee.
    pub fn reaches(self, feed: Feed, committee: CommitteeId) -> bool {
        match (self.scope, feed) {
            (Scope::Committee(mine), _) => mine == committee,
            (Scope::Venue(mine), Feed::Venue(venue)) => mine == venue,
            (Scope::Member(mine), Feed::Member(member)) => mine == member,
            (Scope::SpecialCommittee(mine) | Scope::Group(mine), Feed::Office(office)) => mine.0 == office,
            _ => false,
        }
    }

    /// Whether the role reviews a record: as staff of what its feed belongs to, or of what the venue comes under to which
    /// it is credited, wherever it is kept.
    pub fn reviews(self, home: Home, committee: CommitteeId) -> bool {
        let of_venue = home.venue.is_some_and(|venue| self.scope == Scope::Venue(venue));
        self.role == Role::Staff && (of_venue || self.reaches(home.feed, committee))
    }
}

/// What of a record decides who reviews it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    /// Where it is kept.
    pub feed: Feed,
    /// The venue that it is credited to.
    pub venue: Option<VenueId>,
}

/// A feed that somebody receives, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// The feed.
    pub id: Feed,
    /// The roles that give it, sorted.
    pub roles: Vec<Role>,
}

/// The feeds that somebody of a committee receives by sync, sorted by feed.
///
/// Everybody receives the committee's roster. Staff receive the office's papers; the rest of a
/// committee they read by query, since no desk wants every record of a province on its disk.
pub fn grants(committee: CommitteeId, held: &[Held]) -> Vec<Grant> {
    let mut grants: Vec<Grant> = Vec::new();
    let mut grant = |id: Feed, role: Role| match grants.iter_mut().find(|grant| grant.id == id) {
        Some(known) if known.roles.contains(&role) => {}
        Some(known) => known.roles.push(role),
        None => grants.push(Grant { id, roles: vec![role] }),
    };
    for Held { role, scope } in held {
        grant(Feed::Ref(committee), *role);
        match scope {
            // Who reviews for a venue or a member reads by query, as all of the office does.
            Scope::Venue(_) | Scope::Member(_) if *role == Role::Staff => {}
            Scope::Venue(venue) => grant(Feed::Venue(*venue), *role),
            Scope::Member(member) => grant(Feed::Member(*member), *role),
            Scope::Committee(id) if *role == Role::Staff => grant(Feed::Office(id.0), *role),
            Scope::SpecialCommittee(id) | Scope::Group(id) if *role == Role::Staff => {
                grant(Feed::Office(id.0), *role);
            }
            _ => {}
        }
    }
    for grant in &mut grants {
        grant.roles.sort();
    }
    grants.sort();
    grants
}

/// Whether somebody reads the combined results of a committee: its staff and its leaders, and those of a committee above
/// it. `line` is the committee, then those above it.
pub fn oversees(held: &[Held], line: &[CommitteeId]) -> bool {
    let reads = |held: &Held| matches!(held.role, Role::Staff | Role::Leader);
    held.iter().filter(|held| reads(held)).any(|held| line.iter().any(|of| held.scope == Scope::Committee(*of)))
}

/// Whether somebody reads the figures of a scope: who oversees its committee, and who runs, reviews or
/// leads the scope itself, or is the member whom it is about.
/// `line` is the committee of the scope, then those above it.
pub fn may_see(held: &[Held], scope: Scope, line: &[CommitteeId]) -> bool {
    let of_it = |held: &Held| match held.role {
        // Who merely works at a venue reads there what others recorded, and not how each of them stands.
        Role::Member => held.scope == scope && matches!(scope, Scope::Member(_)),
        Role::Convenor | Role::Staff | Role::Leader => held.scope == scope,
        Role::Unit | Role::Citizen | Role::Admin | Role::Server => false,
    };
    oversees(held, line) || held.iter().any(of_it)
}

/// Whether somebody may read one record by query: who oversees its committee, who reviews it, and whoever receives its
/// feed anyhow. `line` is the committee of the record, then those above it.
pub fn may_read(held: &[Held], own: CommitteeId, home: Home, line: &[CommitteeId]) -> bool {
    let committee = line.first().copied().unwrap_or(own);
    let reviews = held.iter().any(|held| held.reviews(home, committee));
    oversees(held, line) || reviews || grants(own, held).iter().any(|grant| grant.id == home.feed)
}

/// How an operation is understood before the table is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// A record that was not there.
    Create,
    /// Its content: when, where, what, who, whether it takes place.
    Edit,
    /// What came of an activity: its text, numbers, photos and tags.
    Contribute,
    /// Its review.
    Review(ReviewAct),
    /// What one says of oneself: coming or not, agreeing to what was recorded, objecting to being listed.
    Answer,
    /// Signing in with a code read at the door.
    SignIn,
    /// Taking a matter on from one stage of its workflow to another.
    Move,
    /// Saying what became of a suggestion.
    Settle,
    /// Taking the record away.
    Delete,
}

/// How somebody stands to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Wrote it, or it is recorded for them.
    Own,
    /// Is listed in it.
    Listed,
    /// Neither.
    Other,
}

/// The act of changing some fields: whoever took part in an activity may add what came of it, and nothing else.
pub fn edit<'a>(kind: Kind, phase: Option<Phase>, fields: impl IntoIterator<Item = &'a str>) -> Act {
    let stems: Vec<&str> = fields.into_iter().map(|field| field.split(':').next().unwrap_or_default()).collect();
    let took_place = kind == Kind::Activity && phase == Some(Phase::Held) && !stems.is_empty();
    if kind == Kind::Suggestion
        && stems.iter().any(|stem| [OUTCOME, OUTCOME_REASON, IMPLEMENTATION, EVIDENCE].contains(stem))
    {
        return Act::Settle;
    }
    if took_place && stems.iter().all(|stem| [NARRATIVE, MEASURE, PHOTO, TAGS].contains(stem)) {
        Act::Contribute
    } else {
        Act::Edit
    }
}

/// Whether roles that reach a record's feed allow an act on it.
pub fn permits(roles: &[Role], kind: Kind, act: Act, standing: Standing) -> bool {
    TABLE.iter().any(|line| {
        roles.contains(&line.role)
            && line.kinds.contains(&kind)
            && line.acts.contains(&act)
            && standing <= line.standing
    })
}

/// Whether a kind of record may be homed in a feed.
pub fn may_be_homed(kind: Kind, feed: Feed) -> bool {
    match kind {
        // What a member submits is the member's and the office's; of a group, the office's alone.
        kind if submitted::is_ones(kind) => matches!(feed, Feed::Member(_) | Feed::Office(_)),
        // What was given to a unit lies with what it grew out of.
        Kind::HandOver => matches!(feed, Feed::Venue(_) | Feed::Member(_) | Feed::Office(_)),
        Kind::Check | Kind::Request => matches!(feed, Feed::Venue(_)),
        kind if kind.is_work() => matches!(feed, Feed::Venue(_) | Feed::Member(_)),
        Kind::Mirror => matches!(feed, Feed::Member(_)),
        _ => kind.is_roster() && matches!(feed, Feed::Ref(_)),
    }
}

#[cfg(test)]
mod tests;
