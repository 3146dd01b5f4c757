//! The addresses of the review page: a tab, and perhaps a record that is open.

use crate::routes::desk as route;
use domain::{id::RecordId, review::Review};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Goes to a record of the tab, or to none; in place of the present entry of the browser's history where told to.
pub fn navigator(tab: Memo<Review>) -> Callback<(Option<RecordId>, bool)> {
    let navigate = use_navigate();
    Callback::new(move |(rec, replace): (Option<RecordId>, bool)| {
        let options = NavigateOptions { resolve: false, replace, scroll: false, ..Default::default() };
        navigate(&address(tab.get_untracked(), rec), options);
    })
}

/// The address of a tab with a record open.
pub fn address(tab: Review, rec: Option<RecordId>) -> String {
    let tab = if tab == Review::Returned { "returned" } else { "pending" };
    let rec = rec.map_or(String::new(), |rec| format!("&rec={rec}"));
    format!("{}?tab={tab}{rec}", route::REVIEW)
}
