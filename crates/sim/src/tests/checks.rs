//! What the checks take for granted about the world that they look at.

use crate::{
    cast,
    device::{Device, Typed},
    server::{Answered, base_of},
};
use domain::{
    fields::Fields,
    id::{DeviceId, Feed, RecordId},
    kind::Kind,
};
use sync::{
    client::{Edit, Output, StoredOp},
    clock::Hlc,
    server::group::{Push, PushError},
    wire::{Act, Op},
};
use uuid::Uuid;

const HOME: Feed = Feed::Venue(cast::VENUES[0]);
const REC: RecordId = RecordId(Uuid::from_u128(0x1a3));

fn patch(base: u64) -> Op {
    let edit = Edit { rec: REC, kind: Kind::Activity, feed: HOME, act: Act::Patch(Fields::default()), base: None };
    Op { hlc: Hlc(7), ..cast::office_op(8, base, 0, edit) }
}

#[test]
fn what_a_copy_saw_whose_push_was_turned_away_is_not_what_the_other_copy_saw() {
    let (user, _) = cast::holder(1);
    let actor = cast::accounts().get(&user).unwrap().clone();
    let name = DeviceId(1);
    let push = |base| Push { device: name, actor: actor.clone(), epoch: None, ops: vec![patch(base)] };
    let pushes = [push(4), push(0), push(3)];
    let answers: [Answered; 3] = [Err(PushError::Cloned(5)), Ok(Vec::new()), Err(PushError::Cloned(8))];
    assert_eq!(base_of(pushes.iter().zip(&answers), name, 8, None), 0);
    assert_eq!(base_of(pushes.iter().zip(&answers).skip(2), name, 8, None), 0);
    let answers: [Answered; 3] = [Ok(Vec::new()), Err(PushError::Cloned(8)), Err(PushError::Cloned(8))];
    assert_eq!(base_of(pushes.iter().zip(&answers), name, 8, None), 4);
}

/// A device on whose disk one operation lies.
fn with_one_saved() -> (Device, StoredOp) {
    let mut device = Device::fresh(0);
    let edit = Edit { rec: REC, kind: Kind::Activity, feed: HOME, act: Act::Create(Fields::default()), base: None };
    let saved = device.client.save(vec![edit], &[], 1);
    device.remember(&saved, &[]);
    let Some(Output::Persist(changes)) = device.client.poll(1, 0) else { panic!("it is to be saved") };
    device.disk.apply(&changes);
    device.told(&changes);
    let stored = device.disk.ops.first().unwrap().clone();
    (device, stored)
}

#[test]
fn what_was_being_let_go_when_the_app_was_killed_waits_for_its_person_again() {
    let (mut device, _) = with_one_saved();
    device.typed[0].dealt_with = true;
    device.is_looked_at();
    assert!(device.typed[0].said && !device.typed[0].dealt_with);
    device.typed[0].dealt_with = true;
    device.disk.ops.clear();
    device.is_looked_at();
    assert!(device.typed[0].dealt_with, "what the disk has let go is gone");
}

#[test]
fn an_operation_brought_in_a_file_and_killed_before_it_was_saved_is_not_the_one_that_lay_here_before() {
    let (mut device, stored) = with_one_saved();
    let brought = Typed { key: stored.key + 1, said: false, ..device.typed[0].clone() };
    device.typed.push(brought);
    device.is_looked_at();
    assert_eq!(device.typed.iter().map(|typed| typed.key).collect::<Vec<_>>(), [stored.key]);
}
