//! A record of the roster: from the roster on this computer, or from the server where it is of a committee below.

use super::query::Query;
use crate::{
    api::{self, ApiError},
    state::use_app,
};
use domain::{fields::Fields, id::RecordId, kind::Kind};
use leptos::prelude::*;

/// What is known of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Listed {
    /// It is being asked for.
    Reading,
    /// It is not there, or not for whoever asks: nobody learns which.
    Missing,
    /// The server gave no answer.
    Failed(ApiError),
    /// Its fields.
    Here(Box<Fields>),
}

/// Reads a record of one kind, and follows its changes.
pub fn listed(rec: Memo<Option<RecordId>>, kind: Kind) -> Memo<Listed> {
    let app = use_app();
    let here = Memo::new(move |_| app.record(rec.get()?).filter(|view| view.kind == kind.id()).map(|view| view.body));
    let asked = Query::new(move || rec.get().filter(|_| here.with(Option::is_none)), api::record);
    Memo::new(move |_| {
        if let Some(body) = here.get() {
            return Listed::Here(Box::new(body));
        }
        if rec.get().is_none() {
            return Listed::Missing;
        }
        match (asked.answer.get(), asked.error.get()) {
            (Some(detail), _) if detail.record.row.kind == kind.id() => Listed::Here(Box::new(detail.record.row.body)),
            (Some(_), _) | (None, Some(ApiError::Refused { status: 403 | 404, .. })) => Listed::Missing,
            (None, Some(error)) => Listed::Failed(error),
            (None, None) => Listed::Reading,
        }
    })
}
