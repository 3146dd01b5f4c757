//! A record of the roster: from the roster on this computer, or from the server where it is of a committee below.

use crate::pages::query::Query;
use crate::{
    api::{self, ApiError},
    state::use_app,
};
use domain::{
    fields::Fields,
    id::{CommitteeId, RecordId},
    kind::Kind,
};
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
    /// Its fields, and its committee where it is not on this computer.
    Here(Box<Fields>, Option<CommitteeId>),
}

impl Listed {
    /// The committee that it belongs to, where that is not the own one.
    pub fn committee(&self) -> Option<CommitteeId> {
        if let Listed::Here(_, committee) = self { *committee } else { None }
    }
}

/// Reads a record of one kind, and follows its changes.
pub fn listed(rec: Memo<Option<RecordId>>, kind: Kind) -> Memo<Listed> {
    let app = use_app();
    let here = Memo::new(move |_| app.record(rec.get()?).filter(|view| view.kind == kind.id()).map(|view| view.body));
    let asked = Query::new(move || rec.get().filter(|_| here.with(Option::is_none)), api::record);
    Memo::new(move |_| {
        if let Some(body) = here.get() {
            return Listed::Here(Box::new(body), None);
        }
        if rec.get().is_none() {
            return Listed::Missing;
        }
        match (asked.answer.get(), asked.error.get()) {
            (Some(detail), _) if detail.record.row.kind == kind.id() => {
                Listed::Here(Box::new(detail.record.row.body), Some(detail.record.committee))
            }
            (Some(_), _) | (None, Some(ApiError::Refused { status: 403 | 404, .. })) => Listed::Missing,
            (None, Some(error)) => Listed::Failed(error),
            (None, None) => Listed::Reading,
        }
    })
}
