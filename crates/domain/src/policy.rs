//! Who may do what: one pure table of role × kind × act, asked for every operation.

use crate::{
    id::{CommitteeId, Feed, MemberId, VenueId},
    kind::{Kind, text_enum},
    review::ReviewAct,
};
use serde::{Deserialize, Serialize};

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
        /// Keeps accounts and the machine.
        Admin = "admin" "管理员",
    }
}

/// Where a role is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// A committee and everything in it.
    Committee(CommitteeId),
    /// One venue.
    Venue(VenueId),
    /// One's own person.
    Member(MemberId),
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
            _ => false,
        }
    }
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
            Scope::Venue(venue) => grant(Feed::Venue(*venue), *role),
            Scope::Member(member) => grant(Feed::Member(*member), *role),
            Scope::Committee(id) if *role == Role::Staff => grant(Feed::Office(id.0), *role),
            Scope::Committee(_) => {}
        }
    }
    for grant in &mut grants {
        grant.roles.sort();
    }
    grants.sort();
    grants
}

/// Whether somebody reads the combined results of a committee, and what waits there: its staff and its leaders.
pub fn oversees(held: &[Held], committee: CommitteeId) -> bool {
    held.iter().any(|held| matches!(held.role, Role::Staff | Role::Leader) && held.scope == Scope::Committee(committee))
}

/// Whether somebody may read one record by query: who oversees its committee, and whoever receives its feed anyhow.
pub fn may_read(held: &[Held], own: CommitteeId, feed: Feed, committee: CommitteeId) -> bool {
    oversees(held, committee) || grants(own, held).iter().any(|grant| grant.id == feed)
}

/// How an operation is understood before the table is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// A record that was not there.
    Create,
    /// Its content.
    Edit,
    /// Its review.
    Review(ReviewAct),
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

/// One line of the table: who with which standing may do these acts to this kind of record.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// The role held in a scope that reaches the record's feed.
    pub role: Role,
    /// The kinds of records.
    pub kinds: &'static [Kind],
    /// The least standing: `Own` for own records only, `Listed` for those too that list one, `Other` for all.
    pub standing: Standing,
    /// The acts.
    pub acts: &'static [Act],
}

use Act::{Create, Delete, Edit, Review};
use ReviewAct::{Approve, Resubmit, Return, Void};

/// The whole table. What no line allows is refused.
pub const TABLE: &[Line] = &[
    Line { role: Role::Member, kinds: &[Kind::Activity], standing: Standing::Other, acts: &[Create] },
    Line {
        role: Role::Member,
        kinds: &[Kind::Activity],
        standing: Standing::Own,
        acts: &[Edit, Review(Resubmit), Delete],
    },
    Line { role: Role::Member, kinds: &[Kind::Activity], standing: Standing::Listed, acts: &[Edit] },
    Line {
        role: Role::Convenor,
        kinds: &[Kind::Activity],
        standing: Standing::Other,
        acts: &[Create, Edit, Review(Resubmit)],
    },
    Line {
        role: Role::Staff,
        kinds: &[Kind::Activity],
        standing: Standing::Other,
        acts: &[Create, Edit, Review(Approve), Review(Return), Review(Void), Review(Resubmit)],
    },
    Line {
        role: Role::Staff,
        kinds: &[Kind::Committee, Kind::Venue, Kind::Member, Kind::Quota],
        standing: Standing::Other,
        acts: &[Create, Edit, Delete],
    },
];

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
        Kind::Committee | Kind::Venue | Kind::Member | Kind::Quota => matches!(feed, Feed::Ref(_)),
        Kind::Activity => matches!(feed, Feed::Venue(_) | Feed::Member(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn a_member_edits_own_and_shared_activities_and_reviews_none() {
        let member = [Role::Member];
        for (act, standing, allowed) in [
            (Create, Standing::Other, true),
            (Edit, Standing::Own, true),
            (Edit, Standing::Listed, true),
            (Edit, Standing::Other, false),
            (Delete, Standing::Listed, false),
            (Review(Resubmit), Standing::Own, true),
            (Review(Approve), Standing::Own, false),
            (Review(Void), Standing::Own, false),
        ] {
            assert_eq!(permits(&member, Kind::Activity, act, standing), allowed, "{act:?} {standing:?}");
        }
        assert!(!permits(&member, Kind::Venue, Create, Standing::Other));
    }

    #[test]
    fn leaders_and_administrators_write_nothing() {
        for role in [Role::Leader, Role::Admin] {
            for kind in Kind::ALL {
                for act in [Create, Edit, Delete, Review(Approve), Review(Return), Review(Void), Review(Resubmit)] {
                    assert!(!permits(&[role], *kind, act, Standing::Own), "{role} {kind} {act:?}");
                }
            }
        }
    }

    #[test]
    fn staff_receive_roster_and_office_and_a_member_the_own_feeds() {
        let (c, v, m) = (CommitteeId(id(1)), VenueId(id(2)), MemberId(id(3)));
        let feeds = |held: &[Held]| grants(c, held).into_iter().map(|g| g.id).collect::<Vec<_>>();
        let staff = Held { role: Role::Staff, scope: Scope::Committee(c) };
        assert_eq!(feeds(&[staff]), [Feed::Ref(c), Feed::Office(c.0)]);
        let own = [Scope::Member(m), Scope::Venue(v)].map(|scope| Held { role: Role::Member, scope });
        assert_eq!(feeds(&own), [Feed::Ref(c), Feed::Member(m), Feed::Venue(v)]);
        assert!(staff.reaches(Feed::Venue(v), c) && !staff.reaches(Feed::Venue(v), CommitteeId(id(9))));
        assert!(own[1].reaches(Feed::Venue(v), c) && !own[1].reaches(Feed::Member(m), c));
    }

    #[test]
    fn records_are_read_by_who_oversees_them_or_receives_them() {
        let (c, v, m) = (CommitteeId(id(1)), VenueId(id(2)), MemberId(id(3)));
        let may = |role, scope, feed| may_read(&[Held { role, scope }], c, feed, c);
        for (role, scope, venue, roster) in [
            (Role::Staff, Scope::Committee(c), true, true),
            (Role::Leader, Scope::Committee(c), true, true),
            (Role::Leader, Scope::Committee(CommitteeId(id(9))), false, true),
            (Role::Admin, Scope::Committee(c), false, true),
            (Role::Convenor, Scope::Venue(v), true, true),
            (Role::Member, Scope::Member(m), false, true),
        ] {
            assert_eq!(may(role, scope, Feed::Venue(v)), venue, "{role} {scope:?}");
            assert_eq!(may(role, scope, Feed::Ref(c)), roster, "{role} {scope:?}");
            assert_eq!(oversees(&[Held { role, scope }], c), venue && scope == Scope::Committee(c));
        }
        assert!(!may_read(&[], c, Feed::Ref(c), c));
    }
}
