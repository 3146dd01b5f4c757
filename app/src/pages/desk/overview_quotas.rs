//! The requirements of the overview: how many have met each, and the bars of those who are the furthest behind.

use super::address::{Address, Open, OpenFigure};
use crate::{
    components::{
        desk_bars::{Bar, DeskBars, DeskBarsLegend},
        desk_card::DeskCard,
    },
    routes::desk as route,
    text::{figures, overview as text},
};
use domain::quota::Owner;
use leptos::prelude::*;
use sync::wire::figures::{Attained, Overview, QuotaStanding};

/// So many of a list fit on one sheet.
const FEW: usize = 8;

/// The requirements: each as one bar of how many have met it, and the bars of those who owe the most telling one.
#[component]
pub fn Quotas(overview: Overview, address: Address) -> impl IntoView {
    let several = overview.quotas.len() > 1;
    let shown = overview.quotas.iter().min_by_key(|quota| (quota.lines.is_empty(), quota.owner == Owner::Member.id()));
    let remark = shown.and_then(|quota| quota.period.parse().ok()).map(figures::period_name);
    let remark = remark.map(|period| text::quotas_of(&period)).unwrap_or_default();
    let wholes: Vec<Bar> = overview.quotas.iter().map(|quota| whole(quota, &address)).collect();
    let wholes =
        several.then(|| view! { <DeskBars caption=text::quotas() names=text::quotas() bars=wholes apart=true /> });
    let detail = shown.map(|quota| detail(quota, &address, several));
    view! {
        <div id="quotas" class="desk-overview-quotas">
            <DeskCard title=text::quotas() remark=remark>
                {overview.quotas.is_empty().then(|| view! { <p class="note">{text::no_quotas()}</p> })}
                {wholes}
                {detail}
            </DeskCard>
        </div>
    }
}

/// A requirement as one bar: how many of those who owe it have met it.
fn whole(quota: &QuotaStanding, address: &Address) -> Bar {
    Bar {
        name: quota_name(quota),
        href: Some(opened(quota, address)),
        approved: count(quota.met),
        pending: 0,
        due: Some(count(quota.owing)),
        opens: None,
    }
}

fn opened(quota: &QuotaStanding, address: &Address) -> String {
    route::overview(&address.with_open(Some(Open::Quota(quota.quota))))
}

/// The first of those who owe a requirement, each as a bar.
fn detail(quota: &QuotaStanding, address: &Address, is_one_of_several: bool) -> impl IntoView + use<> {
    let lines: Vec<Bar> = told(quota).map(|line| bar_of(line, quota, address)).collect();
    let furthest = text::furthest(lines.len());
    let title = if is_one_of_several { format!("{} · {furthest}", quota_name(quota)) } else { furthest };
    view! {
        <h3 class="desk-card-part">
            {title}
            <span>{text::met_of(quota.met, quota.owing)}</span>
            <a class="desk-more" href=opened(quota, address)>{text::all_of(quota.lines.len())}</a>
        </h3>
        <DeskBars caption=quota_name(quota) names=text::name() bars=lines />
        <DeskBarsLegend with_goal=true />
    }
}

/// Those who tell the most: of many members only who is behind, of few venues the others beside them.
fn told(quota: &QuotaStanding) -> impl Iterator<Item = &Attained> {
    let of_members = quota.owner == Owner::Member.id();
    quota.lines.iter().filter(move |line| !of_members || line.approved < line.due).take(FEW)
}

/// How one who owes a requirement stands to it; the name leads to the page, the number to the records behind it.
pub fn bar_of(line: &Attained, quota: &QuotaStanding, address: &Address) -> Bar {
    let open = |open| route::overview(&address.with_open(Some(Open::Figure(open))));
    Bar { href: Some(route::of_scope(line.scope, address)), ..bar(line.name.clone(), line, quota, open) }
}

/// The same under another name, without a page of its own.
pub fn bar(name: String, line: &Attained, quota: &QuotaStanding, opened: impl Fn(OpenFigure) -> String) -> Bar {
    let figure = quota.indicator.parse().ok().map(|indicator| OpenFigure {
        of: Some(line.scope),
        during: quota.period.parse().ok(),
        activity_type: quota.activity_type.clone(),
        ..OpenFigure::of_page(indicator)
    });
    let (approved, pending, due) = (line.approved, line.pending, Some(line.due));
    Bar { name, href: None, approved, pending, due, opens: figure.map(opened) }
}

/// The requirement with who owes it.
pub fn quota_name(quota: &QuotaStanding) -> String {
    format!("{} · {}", quota.name, text::owner(&quota.owner))
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
