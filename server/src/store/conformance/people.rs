//! Accounts and sessions.

use super::{
    organisation::{BEGIN, CITY, COUNTY, Organisation, SPECIAL, VENUES, member, spell},
    world::{NOON, World, id, rec, told},
};
use crate::store::{Account, NewSession, RoleSpell, Store};
use domain::{
    affiliation::Affiliation,
    fields::Fields,
    id::{DeviceId, UserId},
    kind::Kind,
    member::Member,
    policy::{Role, Scope},
};
use jiff::civil::date;
use serde_json::Value;
use sync::wire::OutboxReport;

fn session(token: &str, user: UserId) -> NewSession {
    NewSession { token_hash: token.into(), user, device: DeviceId(1), expires: NOON + 100 }
}

pub async fn a_login_is_taken_once(store: &dyn Store) {
    let world = World::set_up(store).await;
    let again = world.account(UserId(id(90)), "甲", None);
    assert!(!store.create_account(&again, &[]).await.unwrap());
    assert_eq!(store.account("login-甲").await.unwrap().map(|account| account.id), Some(world.users[0]));
    assert!(store.account("nobody").await.unwrap().is_none());
}

pub async fn a_session_ends_on_time_or_when_it_is_closed(store: &dyn Store) {
    let world = World::set_up(store).await;
    for token in ["a", "b"] {
        store.open_session(&session(token, world.staff), NOON).await.unwrap();
    }
    assert!(store.session("a", NOON + 99).await.unwrap().is_some());
    assert!(store.session("a", NOON + 100).await.unwrap().is_none());
    store.extend_session("a", NOON + 200).await.unwrap();
    assert_eq!(store.session("a", NOON + 100).await.unwrap().map(|signed| signed.expires), Some(NOON + 200));
    store.close_session("a").await.unwrap();
    assert!(store.session("a", NOON).await.unwrap().is_none());
    assert!(store.session("b", NOON).await.unwrap().is_some());
    let mut closed = world.account(UserId(id(91)), "丁", None);
    closed.disabled = true;
    assert!(store.create_account(&closed, &[]).await.unwrap());
    store.open_session(&session("c", closed.id), NOON).await.unwrap();
    assert!(store.session("c", NOON).await.unwrap().is_none());
}

pub async fn signing_in_claims_a_device_that_nobody_has(store: &dyn Store) {
    let world = World::set_up(store).await;
    store.open_session(&session("a", world.users[0]), NOON).await.unwrap();
    store.open_session(&session("b", world.users[1]), NOON).await.unwrap();
    let known = store.device(DeviceId(1)).await.unwrap().unwrap();
    assert_eq!((known.user, known.waiting), (world.users[0], OutboxReport::default()));
    // Its numbering begins as that of a device that nobody knows, and signing in again leaves it as it is.
    assert_eq!(told(&world.send(store, world.phone(0, vec![world.create(1, rec(1))])).await), ["1 ver 1"]);
    store.open_session(&session("c", world.users[0]), NOON).await.unwrap();
    assert_eq!(told(&world.send(store, world.phone(0, vec![world.create(2, rec(2))])).await), ["2 ver 1"]);
}

pub async fn a_session_brings_roles_and_the_roster_record(store: &dyn Store) {
    let world = World::set_up(store).await;
    let spell = |role, scope, until| RoleSpell { role, scope, from: date(2026, 1, 1), until };
    let roles = [
        spell(Role::Convenor, Scope::Venue(world.venue), None),
        spell(Role::Leader, Scope::Committee(world.committee), Some(date(2026, 6, 30))),
    ];
    let account = world.account(UserId(id(92)), "戊", Some(world.members[0]));
    assert!(store.create_account(&account, &roles).await.unwrap());
    store.open_session(&session("a", account.id), NOON).await.unwrap();
    let signed = store.session("a", NOON).await.unwrap().unwrap();
    assert_eq!((signed.roles.len(), roles.iter().all(|role| signed.roles.contains(role))), (2, true));
    let venues: Vec<_> = Member(&signed.member.unwrap()).venues(date(2026, 5, 4)).collect();
    assert_eq!(venues, [world.venue]);
}

pub async fn committees_are_listed_with_their_fields(store: &dyn Store) {
    assert!(store.committees().await.unwrap().is_empty());
    let world = World::set_up(store).await;
    let committees = store.committees().await.unwrap();
    assert_eq!((committees.len(), committees[0].0), (1, world.committee));
    assert_eq!(committees[0].1.text("name"), Some("某政协"));
}

pub async fn rights_that_follow_from_the_roster_begin_and_end_before_the_projector_has_run(store: &dyn Store) {
    let mut whole = Organisation::set_up(store).await;
    let staff = |number: u128, scope: Scope| {
        let (id, login) = (UserId(id(number)), format!("staff-{number}"));
        let (name, committee, password) = ("己".to_owned(), COUNTY, "closed".to_owned());
        let account = Account { id, login, name, committee, member: None, password, disabled: false };
        (account, RoleSpell { role: Role::Staff, scope, from: date(2026, 1, 1), until: None })
    };
    let under = async |token: &str| store.session(token, NOON).await.unwrap().unwrap().under;
    for (number, scope) in [(95, Scope::SpecialCommittee(SPECIAL[0])), (96, Scope::Committee(COUNTY))] {
        let (account, role) = staff(number, scope);
        assert!(store.create_account(&account, &[role]).await.unwrap());
        store.open_session(&session(&number.to_string(), account.id), NOON).await.unwrap();
    }
    let of_first = |scopes: &[Scope]| scopes.iter().map(|scope| (SPECIAL[0], *scope)).collect::<Vec<_>>();
    let (members, venue) = ([Scope::Member(member(0)), Scope::Member(member(2))], Scope::Venue(VENUES[0]));
    assert_eq!(under("95").await, of_first(&[members[0], members[1], venue]));
    assert_eq!(under("96").await, [], "whoever oversees the committee needs nothing beside it");
    // The venue comes under another one, and a member leaves.
    let moved = spell(Affiliation::SpecialCommittee, SPECIAL[1], BEGIN, None);
    whole.reform(VENUES[0].into(), Kind::Venue, Fields::default().with("spell:s", moved)).await;
    let left = spell(Affiliation::SpecialCommittee, SPECIAL[0], BEGIN, Some(date(2026, 5, 3)));
    whole.reform(member(0).into(), Kind::Member, Fields::default().with("spell:s", left)).await;
    assert_eq!(under("95").await, of_first(&[members[1]]));
    assert!(store.comes_under(&SPECIAL[1..2], date(2026, 5, 4)).await.unwrap().contains(&venue));
    // The county leaves the city.
    assert_eq!(store.line(COUNTY).await.unwrap(), [COUNTY, CITY]);
    whole.project().await;
    assert_eq!(store.below(&[CITY]).await.unwrap(), [CITY, COUNTY]);
    whole.reform(COUNTY.into(), Kind::Committee, Fields([("parent".to_owned(), Value::Null)].into())).await;
    assert_eq!((store.line(COUNTY).await.unwrap(), store.below(&[CITY]).await.unwrap()), (vec![COUNTY], vec![CITY]));
}
