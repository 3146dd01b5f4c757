//! Accounts and devices of the people of the demo.

use super::TERM_BEGIN;
use crate::{
    demo::dice::Dice,
    store::{Account, RoleSpell, Signed},
};
use domain::{
    affiliation::Spell,
    fields::Fields,
    id::{CommitteeId, DeviceId, MemberId, UserId, VenueId},
    member,
    policy::{Role, Scope},
    search::{pinyin_keys, with_keys},
};
use serde::Serialize;

/// An account as `demo-accounts.json` lists it.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// What the demo shows of the person.
    pub role: Role,
    /// What one types to sign in.
    pub login: String,
    /// The password.
    pub password: String,
    /// The name.
    pub name: String,
}

/// Somebody with an account and a device.
pub struct Player {
    /// Account, roles and roster record.
    pub signed: Signed,
    /// The phone or the desk.
    pub device: DeviceId,
    /// Only of those whom one may sign in as.
    pub shown: Option<Role>,
}

/// Somebody of an office, whom one may sign in as.
pub fn office(
    dice: &mut Dice,
    committee: CommitteeId,
    name: &str,
    login: String,
    (role, scope): (Role, Scope),
    at: u64,
) -> Player {
    let spell = RoleSpell { role, scope, from: TERM_BEGIN, until: None };
    let account = account(dice, name, login, committee, None, at);
    let signed = Signed { account, roles: vec![spell], member: None, under: Vec::new(), expires: 0 };
    Player { signed, device: device(dice), shown: Some(role) }
}

/// A member with what the member belongs to; nobody signs in as this one unless somebody says so.
pub fn member(dice: &mut Dice, committee: CommitteeId, name: &str, spells: &[Spell], at: u64) -> Player {
    let member = MemberId(dice.id(at));
    let account = account(dice, name, pinyin_keys(name).0, committee, Some(member), at);
    let fields = Fields::default().with(member::NAME, name).with("user", account.id.to_string());
    let mut fields = with_keys(fields, pinyin_keys(name));
    for (spell, number) in spells.iter().zip(1..) {
        fields.set(format!("spell:{number}"), spell.value());
    }
    let signed = Signed { account, roles: Vec::new(), member: Some(fields), under: Vec::new(), expires: 0 };
    Player { signed, device: device(dice), shown: None }
}

impl Player {
    /// Makes somebody the convenor of a venue.
    pub fn runs(&mut self, venue: VenueId) {
        let spell = RoleSpell { role: Role::Convenor, scope: Scope::Venue(venue), from: TERM_BEGIN, until: None };
        self.signed.roles.push(spell);
    }
}

/// A device that nobody else has.
pub fn device(dice: &mut Dice) -> DeviceId {
    DeviceId(u128::from(dice.bits()) << 64 | u128::from(dice.bits()))
}

fn account(
    dice: &mut Dice,
    name: &str,
    login: String,
    committee: CommitteeId,
    member: Option<MemberId>,
    at: u64,
) -> Account {
    Account {
        id: UserId(dice.id(at)),
        login,
        name: name.to_owned(),
        committee,
        member,
        // Set when the password is made up: passwords are never of the seed.
        password: String::new(),
        disabled: false,
    }
}
