//! How far the quotas of a committee are met by those who owe them in a scope.

use super::days;
use crate::store::{ScopeRow, Store, StoreError, Total};
use domain::{
    affiliation::is_there,
    day::Period,
    fields::Fields,
    id::RecordId,
    indicator::FactState,
    kind::Kind,
    quota::{Owner, Quota, VENUE_TYPE},
    scope::Scope,
};
use jiff::civil::Date;
use std::cmp::Reverse;
use sync::wire::figures::{Attained, QuotaStanding};

/// One standing for each quota that holds on a day and that somebody in the scope owes. A quota is a rule of one committee:
/// of a committee that stands above others, those of each one below follow its own, with the name of that committee.
pub async fn standings(
    store: &dyn Store,
    whole: &ScopeRow,
    on: Date,
    now: u64,
) -> Result<Vec<QuotaStanding>, StoreError> {
    let mut standings = own(store, whole, on, now).await?;
    if let Scope::Committee(committee) = whole.scope {
        for below in store.below(&[committee]).await?.into_iter().filter(|below| *below != committee) {
            let Some(part) = store.scope(Scope::Committee(below)).await? else { continue };
            let of = |standing| QuotaStanding { committee: Some(part.name().to_owned()), ..standing };
            standings.extend(own(store, &part, on, now).await?.into_iter().map(of));
        }
    }
    Ok(standings)
}

/// The same of the quotas of the scope's own committee.
async fn own(store: &dyn Store, whole: &ScopeRow, on: Date, now: u64) -> Result<Vec<QuotaStanding>, StoreError> {
    let mut standings = Vec::new();
    for (rec, body) in store.rules(whole.committee, Kind::Quota).await? {
        let quota = Quota(&body);
        let Some((owner, every)) = quota.owner().zip(quota.every()).filter(|_| quota.holds_on(on)) else { continue };
        let period = every.period_of(on);
        // A quota is a rule of one committee, and binds nobody below it.
        let mut owners = owners(store, whole, owner, period).await?;
        owners.retain(|one| one.committee == whole.committee && owes(owner, quota, &one.body, on));
        let scopes: Vec<Scope> = owners.iter().map(|owner| owner.scope).collect();
        let totals = store.totals(&scopes, period, now).await?.totals;
        let standing = standing(rec, &body, owner, period, (&owners, &totals));
        standings.extend((standing.owing > 0).then_some(standing));
    }
    Ok(standings)
}

/// Those of one sort in the scope, and in the committees below it.
async fn owners(
    store: &dyn Store,
    whole: &ScopeRow,
    owner: Owner,
    period: Period,
) -> Result<Vec<ScopeRow>, StoreError> {
    if owner == Owner::Committee {
        let is_whole = matches!(whole.scope, Scope::Committee(_));
        return Ok(if is_whole { vec![whole.clone()] } else { Vec::new() });
    }
    // The owners are called as the sorts of scopes.
    store.parts(whole.scope, owner.id(), &days(period)).await
}

/// Whether somebody owes a quota on a day: a member who has left is asked for nothing any more.
fn owes(owner: Owner, quota: Quota<'_>, body: &Fields, on: Date) -> bool {
    match owner {
        Owner::Member => is_there(body, on),
        Owner::Venue => quota.concerns_venue(body),
        Owner::SpecialCommittee | Owner::SectorGroup | Owner::Group | Owner::Committee => true,
    }
}

fn standing(
    rec: RecordId,
    body: &Fields,
    owner: Owner,
    period: Period,
    (owners, totals): (&[ScopeRow], &[Total]),
) -> QuotaStanding {
    let quota = Quota(body);
    let lines = owners.iter().map(|one| {
        let counts = |total: &&Total| {
            let of_type = quota.activity_type().is_none_or(|wanted| total.activity_type == wanted);
            total.scope == one.scope && total.indicator == quota.indicator() && of_type
        };
        let sum =
            |state| totals.iter().filter(counts).filter(|total| total.state == state).map(|total| total.amount).sum();
        Attained {
            scope: one.scope,
            name: one.name().to_owned(),
            due: quota.due(&one.body, period),
            approved: sum(FactState::Approved),
            pending: sum(FactState::Pending),
        }
    });
    let mut lines: Vec<Attained> = lines.filter(|line| line.due > 0).collect();
    lines.sort_by_key(|line| Reverse((line.due - line.approved).max(0)));
    QuotaStanding {
        quota: rec,
        name: quota.name().to_owned(),
        owner: owner.id().to_owned(),
        venue_type: body.text(VENUE_TYPE).map(str::to_owned).filter(|_| owner == Owner::Venue),
        committee: None,
        indicator: quota.indicator().id().to_owned(),
        activity_type: quota.activity_type().map(str::to_owned),
        period: period.to_string(),
        owing: lines.len() as u64,
        met: lines.iter().filter(|line| line.approved >= line.due).count() as u64,
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::affiliation::{Affiliation, Spell};
    use jiff::civil::date;

    #[test]
    fn who_has_left_owes_nothing_from_the_day_after_on() {
        let (from, until) = (date(2022, 1, 1), Some(date(2026, 7, 20)));
        let term = Spell { kind: Affiliation::Term, to: "五届".into(), from, until };
        let left = Fields::default().with("spell:1", term.value());
        let quota = Fields::default().with("owner", "member");
        let owing = |on| owes(Owner::Member, Quota(&quota), &left, on);
        assert_eq!([date(2026, 7, 20), date(2026, 7, 21)].map(owing), [true, false]);
    }
}
