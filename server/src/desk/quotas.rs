//! How far the quotas of a committee are met by those who owe them in a scope.

use super::days;
use crate::store::{ScopeRow, Store, StoreError, Total};
use domain::{
    day::Period,
    fields::Fields,
    id::RecordId,
    indicator::FactState,
    quota::{Owner, Quota, days_of, days_present},
    scope::Scope,
};
use jiff::civil::Date;
use std::cmp::Reverse;
use sync::wire::figures::{Attained, QuotaStanding};

/// One standing for each quota that holds on a day and that somebody in the scope owes.
pub async fn standings(
    store: &dyn Store,
    whole: &ScopeRow,
    on: Date,
    now: u64,
) -> Result<Vec<QuotaStanding>, StoreError> {
    let mut standings = Vec::new();
    for (rec, body) in store.quotas(whole.committee).await? {
        let quota = Quota(&body);
        let Some((owner, every)) = quota.owner().zip(quota.every()).filter(|_| quota.holds_on(on)) else { continue };
        let period = every.period_of(on);
        let owners = owners(store, whole, owner, quota, period).await?;
        let scopes: Vec<Scope> = owners.iter().map(|owner| owner.scope).collect();
        let totals = store.totals(&scopes, period, now).await?.totals;
        let standing = standing(rec, &body, owner, period, &owners, &totals);
        standings.extend((standing.owing > 0).then_some(standing));
    }
    Ok(standings)
}

/// Those in the scope who owe a quota of the scope's committee.
async fn owners(
    store: &dyn Store,
    whole: &ScopeRow,
    owner: Owner,
    quota: Quota<'_>,
    period: Period,
) -> Result<Vec<ScopeRow>, StoreError> {
    if owner == Owner::Committee {
        let is_whole = matches!(whole.scope, Scope::Committee(_));
        return Ok(if is_whole { vec![whole.clone()] } else { Vec::new() });
    }
    // The owners are called as the sorts of scopes.
    let mut owners = store.parts(whole.scope, owner.id(), &days(period)).await?;
    // A quota is a rule of one committee, and binds nobody below it.
    owners.retain(|one| one.committee == whole.committee && (owner != Owner::Venue || quota.concerns_venue(&one.body)));
    Ok(owners)
}

fn standing(
    rec: RecordId,
    body: &Fields,
    owner: Owner,
    period: Period,
    owners: &[ScopeRow],
    totals: &[Total],
) -> QuotaStanding {
    let quota = Quota(body);
    let lines = owners.iter().map(|one| {
        let present = if owner == Owner::Member { days_present(&one.body, period) } else { days_of(period) };
        let counts = |total: &&Total| {
            let of_type = quota.activity_type().is_none_or(|wanted| total.activity_type == wanted);
            total.scope == one.scope && total.indicator == quota.indicator() && of_type
        };
        let sum =
            |state| totals.iter().filter(counts).filter(|total| total.state == state).map(|total| total.amount).sum();
        Attained {
            scope: one.scope,
            name: one.name().to_owned(),
            due: quota.due(period, present),
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
        indicator: quota.indicator().id().to_owned(),
        activity_type: quota.activity_type().map(str::to_owned),
        period: period.to_string(),
        owing: lines.len() as u64,
        met: lines.iter().filter(|line| line.approved >= line.due).count() as u64,
        lines,
    }
}
