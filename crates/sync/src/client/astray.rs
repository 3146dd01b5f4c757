//! What was objected to a record that had been merged into another meanwhile: it is said where the person is listed now.

use super::{
    outbox::Edit,
    replica::Replica,
    stored::{OpState, StoredOp},
};
use crate::wire::Act;
use domain::{
    activity::{Activity, OBJECTION},
    fields::Fields,
    id::MemberId,
    kind::Kind,
    problem::Code,
    review::Review,
};

impl Replica {
    /// Refused objections, each by its key, with the same words for the record that took the named one in. Those stay
    /// refused whose person is not listed there, or where that record is not on this device.
    pub fn astray(&self) -> Vec<(u64, Edit)> {
        self.refused().filter_map(|stored| Some((stored.key, self.led_on(stored)?))).collect()
    }

    fn led_on(&self, stored: &StoredOp) -> Option<Edit> {
        let OpState::Refused(refusal) = &stored.state else { return None };
        let Act::Patch(fields) = &stored.op.act else { return None };
        if refusal.code != Code::MergedAway.id() {
            return None;
        }
        let (member, said) = objection(fields)?;
        let away = self.view(stored.op.rec)?;
        let stays = self.view(Activity(&away.body).merged_into()?)?;
        let activity = Activity(&stays.body);
        let may = activity.attendance_of(member).is_some() && activity.review() != Some(Review::Void);
        may.then_some(Edit {
            rec: stays.rec,
            kind: Kind::Activity,
            feed: stays.feed,
            act: Act::Patch(said),
            base: None,
        })
    }
}

/// The objection that a patch makes and nothing beside it. One that is taken back needs no place.
fn objection(fields: &Fields) -> Option<(MemberId, Fields)> {
    let (field, why) = fields.0.iter().next().filter(|_| fields.0.len() == 1)?;
    let member = field.strip_prefix(OBJECTION)?.strip_prefix(':')?.parse().ok()?;
    why.is_string().then(|| (member, fields.clone()))
}
