//! What stands in place of a page whose address names a scope that is not there, or not for whoever asks.

use super::{address::Address, scopes::Scopes};
use crate::{
    api::ApiError,
    components::{
        button::{LinkButton, Weight},
        empty_state::EmptyState,
        icon::Glyph,
    },
    text::overview as text,
};
use leptos::prelude::*;

/// Whether the address of a page leads to no scope: it cannot be read, or the server knows of none.
pub fn is_lost(address: &Address, error: Option<&ApiError>) -> bool {
    let unknown = matches!(error, Some(ApiError::Refused { status: 404, .. }));
    address.is_lost || (unknown && address.scope.is_some())
}

/// Says so, with the way to the own scope.
#[component]
pub fn ScopeLost(
    /// The address of the page.
    address: Memo<Address>,
    /// What there is to choose.
    scopes: Scopes,
    /// Where a scope is shown.
    #[prop(into)]
    at: Callback<Address, String>,
) -> impl IntoView {
    move || {
        // The scope is named, so that the links beside the page do not lead here again.
        let own = scopes.own()?;
        let href = at.run(address.get().with_scope(own));
        let label = scopes.name(own).map_or_else(|| text::title().to_owned(), |name| text::whole_scope(&name));
        Some(view! {
            <div role="alert">
                <EmptyState glyph=Glyph::Search title=text::no_scope() detail=text::no_scope_detail()>
                    <LinkButton href=href label=label weight=Weight::Primary />
                </EmptyState>
            </div>
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{day::Period, id::CommitteeId, policy::Scope, problem::Code};
    use sync::wire::ErrorBody;

    #[test]
    fn what_cannot_be_read_or_is_not_there_is_said_and_a_server_that_fails_is_not() {
        let body =
            ErrorBody { code: Code::NotFound.id().into(), message: String::new(), detail: serde_json::Value::Null };
        let missing = ApiError::Refused { status: 404, body };
        let of = |scope, is_lost| Address { period: Period::Year(2026), scope, is_lost, open: None };
        let named = Some(Scope::Committee(CommitteeId(uuid::Uuid::nil())));
        assert!(is_lost(&of(None, true), None) && is_lost(&of(named, false), Some(&missing)));
        assert!(!is_lost(&of(None, false), None) && !is_lost(&of(named, false), Some(&ApiError::Offline)));
    }
}
