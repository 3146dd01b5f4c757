//! The roles that follow, today, from the account and from the roster.

use crate::store::Signed;
use domain::{
    member::Member,
    policy::{Held, Role, Scope},
};
use jiff::{ToSpan, civil::Date};
use sync::server::{Actor, age::AFTER_REVOCATION};

/// Who somebody is on a day, with what one held lately.
pub fn actor(signed: &Signed, today: Date) -> Actor {
    let held = held_on(signed, today);
    let before = (1..=AFTER_REVOCATION).filter_map(|days| today.checked_sub(days.days()).ok());
    let mut lost: Vec<Held> = before.flat_map(|day| held_on(signed, day)).filter(|one| !held.contains(one)).collect();
    lost.sort();
    lost.dedup();
    Actor { user: signed.account.id, member: signed.account.member, held, lost }
}

/// What somebody holds on a day. A member holds the own person, and the venues where one works on that day; every other role
/// is kept with the account, from a day to a day.
fn held_on(signed: &Signed, today: Date) -> Vec<Held> {
    let mut held: Vec<Held> = signed
        .roles
        .iter()
        .filter(|spell| spell.from <= today && spell.until.is_none_or(|until| today <= until))
        .map(|spell| Held { role: spell.role, scope: spell.scope })
        .collect();
    // Who is staff of a special committee reviews what comes under it.
    let of_special = |special| Held { role: Role::Staff, scope: Scope::SpecialCommittee(special) };
    let under = signed.under.iter().filter(|(special, _)| held.contains(&of_special(*special)));
    let under: Vec<Held> = under.map(|(_, scope)| Held { role: Role::Staff, scope: *scope }).collect();
    held.extend(under);
    if let (Some(id), Some(fields)) = (signed.account.member, &signed.member) {
        let member = |scope| Held { role: Role::Member, scope };
        held.push(member(Scope::Member(id)));
        held.extend(Member(fields).venues(today).map(|venue| member(Scope::Venue(venue))));
    }
    held.sort();
    held.dedup();
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Account, RoleSpell};
    use domain::{
        affiliation::{Affiliation, Spell},
        fields::Fields,
        id::{CommitteeId, MemberId, UserId, VenueId},
    };
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn roles_come_and_go_with_their_days() {
        let (committee, venue) = (CommitteeId(Uuid::from_u128(1)), VenueId(Uuid::from_u128(2)));
        let member = MemberId(Uuid::from_u128(3));
        let spell = Spell {
            kind: Affiliation::Venue,
            to: venue.to_string(),
            from: date(2026, 1, 1),
            until: Some(date(2026, 6, 30)),
        };
        let staff = Scope::Committee(committee);
        let signed = Signed {
            account: Account {
                id: UserId(Uuid::from_u128(4)),
                login: "a".into(),
                name: "甲".into(),
                committee,
                member: Some(member),
                password: String::new(),
                disabled: false,
            },
            roles: vec![RoleSpell { role: Role::Staff, scope: staff, from: date(2026, 7, 1), until: None }],
            member: Some(Fields::default().with("spell:a", spell.value())),
            under: Vec::new(),
            expires: 0,
        };
        let scopes = |day| actor(&signed, day).held.into_iter().map(|held| held.scope).collect::<Vec<_>>();
        assert_eq!(scopes(date(2026, 6, 30)), [Scope::Venue(venue), Scope::Member(member)]);
        assert_eq!(scopes(date(2026, 7, 1)), [Scope::Member(member), staff]);
        let lost = |day| actor(&signed, day).lost.into_iter().map(|held| held.scope).collect::<Vec<_>>();
        assert_eq!(lost(date(2026, 6, 30)), []);
        assert_eq!(lost(date(2026, 7, 1)), [Scope::Venue(venue)]);
        assert_eq!(lost(date(2026, 7, 30)), [Scope::Venue(venue)], "for thirty days");
        assert_eq!(lost(date(2026, 7, 31)), []);
    }
}
