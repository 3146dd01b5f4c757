//! The panel of one requirement: everybody who owes it, the furthest behind first.

use super::{
    address::{Address, Open},
    overview_quotas::{bar_of, quota_name},
};
use crate::{
    components::{
        desk_bars::{DeskBars, DeskBarsLegend},
        desk_panel::DeskPanel,
        skeleton::Skeleton,
    },
    pages::query::Query,
    text::{figures, overview as text},
};
use leptos::prelude::*;
use sync::wire::figures::{Overview, QuotaStanding};

/// The panel.
#[component]
pub fn QuotaPanel(
    /// The address of the page.
    address: Memo<Address>,
    /// The overview behind the panel.
    overview: Query<Overview>,
    /// Shows none.
    on_close: Callback<()>,
) -> impl IntoView {
    let quota = Memo::new(move |_| {
        let Some(Open::Quota(wanted)) = address.get().open else { return None };
        overview.answer.with(|overview| overview.as_ref()?.quotas.iter().find(|quota| quota.quota == wanted).cloned())
    });
    let has_come = move || overview.answer.with(Option::is_some);
    let title = Signal::derive(move || quota.with(|quota| quota.as_ref().map(quota_name)).unwrap_or_default());
    let of = Signal::derive(move || quota.with(|quota| quota.as_ref().map(period_of)).unwrap_or_default());
    let body = move || match quota.get() {
        Some(quota) => {
            let bars = quota.lines.iter().map(|line| bar_of(line, &quota, &address.get_untracked())).collect();
            view! {
                <p class="desk-sum"><b>{text::met_of(quota.met, quota.owing)}</b></p>
                <DeskBars caption=quota_name(&quota) names=text::name() bars=bars />
                <DeskBarsLegend with_goal=true />
            }
            .into_any()
        }
        None if has_come() => view! { <p class="note">{text::no_quotas()}</p> }.into_any(),
        None => view! { <Skeleton label=text::quotas() lines=8 /> }.into_any(),
    };
    view! {
        <DeskPanel title=title of=of on_close=on_close>
            <div class="desk-panel-body" tabindex="0">{body}</div>
        </DeskPanel>
    }
}

fn period_of(quota: &QuotaStanding) -> String {
    quota.period.parse().map_or_else(|_| quota.period.clone(), figures::period_name)
}
