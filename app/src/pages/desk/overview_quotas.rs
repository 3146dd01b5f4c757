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
    // Of committees below each requirement opens by itself.
    let own = overview.quotas.iter().filter(|quota| quota.committee.is_none());
    let shown = own.min_by_key(|quota| (quota.lines.is_empty(), quota.owner == Owner::Member.id()));
    let remark = if overview.quotas.is_empty() { "" } else { text::approved_only() };
    let group = |(committee, bars): (Option<String>, Vec<Bar>)| {
        let caption = committee.clone().unwrap_or_else(|| text::quotas().to_owned());
        view! {
            {committee.map(|committee| view! { <h3 class="desk-card-part">{committee}</h3> })}
            <DeskBars caption=caption names=text::quotas() bars=bars apart=true />
        }
    };
    let is_listed = several || shown.is_none();
    let wholes = is_listed.then(|| groups(&overview.quotas, &address).into_iter().map(group).collect_view());
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

/// The requirements of each committee as bars: first those of the scope's own, then those of each one below under its name.
fn groups(quotas: &[QuotaStanding], address: &Address) -> Vec<(Option<String>, Vec<Bar>)> {
    let mut groups: Vec<(Option<String>, Vec<Bar>)> = Vec::new();
    for quota in quotas {
        match groups.last_mut().filter(|(committee, _)| *committee == quota.committee) {
            Some((_, bars)) => bars.push(whole(quota, address)),
            None => groups.push((quota.committee.clone(), vec![whole(quota, address)])),
        }
    }
    groups
}

/// A requirement as one bar: how many of those who owe it have met it.
fn whole(quota: &QuotaStanding, address: &Address) -> Bar {
    Bar {
        name: quota.name.clone(),
        remark: Some(owed_in(quota)),
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
    Bar { name, remark: None, href: None, approved, pending, due, opens: figure.map(opened) }
}

/// The requirement with who owes it, and in which period.
pub fn quota_name(quota: &QuotaStanding) -> String {
    let of = quota.committee.iter().cloned();
    of.chain([quota.name.clone(), owed_in(quota)]).collect::<Vec<_>>().join(" · ")
}

/// Who owes a requirement, and in which period: two of one name differ in that.
fn owed_in(quota: &QuotaStanding) -> String {
    let period = quota.period.parse().map_or_else(|_| quota.period.clone(), figures::period_name);
    format!("{} · {period}", text::owner(&quota.owner, quota.venue_type.as_deref()))
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{day::Period, id::RecordId};

    fn standing(name: &str, venue_type: Option<&str>, period: &str, committee: Option<&str>) -> QuotaStanding {
        QuotaStanding {
            quota: RecordId(uuid::Uuid::nil()),
            name: name.into(),
            owner: if venue_type.is_some() { "venue" } else { "member" }.into(),
            venue_type: venue_type.map(str::to_owned),
            committee: committee.map(str::to_owned),
            indicator: "activities".into(),
            activity_type: None,
            period: period.into(),
            lines: Vec::new(),
            owing: 18,
            met: 6,
        }
    }

    #[test]
    fn requirements_of_one_name_differ_in_who_owes_them_and_when() {
        let names = [
            standing("集中学习", Some("township_liaison_group"), "2026-Q4", None),
            standing("集中学习", Some("member_studio"), "2026-Q4", None),
            standing("履职活动", None, "2026", Some("临溪县政协")),
        ];
        assert_eq!(
            names.each_ref().map(quota_name),
            [
                "集中学习 · 每个镇街政协联络组 · 2026年第四季度",
                "集中学习 · 每个委员工作室 · 2026年第四季度",
                "临溪县政协 · 履职活动 · 每位委员 · 2026年",
            ]
        );
    }

    #[test]
    fn what_committees_below_ask_stands_under_their_names() {
        let address = Address { period: Period::Quarter(2026, 4), scope: None, is_lost: false, open: None };
        let quotas = [
            standing("履职活动", None, "2026-Q4", None),
            standing("履职活动", None, "2026-Q4", Some("临溪县政协")),
            standing("联系群众", None, "2026", Some("临溪县政协")),
            standing("履职活动", None, "2026-Q4", Some("望山县政协")),
        ];
        let groups = groups(&quotas, &address);
        let told: Vec<_> = groups.iter().map(|(committee, bars)| (committee.as_deref(), bars.len())).collect();
        assert_eq!(told, [(None, 1), (Some("临溪县政协"), 2), (Some("望山县政协"), 1)]);
    }
}
