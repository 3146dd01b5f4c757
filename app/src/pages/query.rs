//! A question to the server whose last good answer stays on the screen while it is asked again.

use crate::{api::ApiError, shell::is_hidden};
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, time::Duration};

/// What was asked, and what came back.
pub struct Query<T: Send + Sync + 'static> {
    /// The last good answer to the present question.
    pub answer: RwSignal<Option<T>>,
    /// Why the last try failed; `None` once one went well.
    pub error: RwSignal<Option<ApiError>>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

impl<T: Send + Sync + 'static> Query<T> {
    /// Asks whenever `question` changes; `None` asks nothing. An answer that comes after another question is dropped.
    pub fn new<Q, F>(question: impl Fn() -> Option<Q> + Send + Sync + 'static, ask: impl Fn(Q) -> F + 'static) -> Self
    where
        Q: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let query = Query { answer: RwSignal::new(None), error: RwSignal::new(None), again: RwSignal::new(0) };
        let question = Memo::new(move |_| question());
        let asked = StoredValue::new(0_u32);
        Effect::new(move |before: Option<Option<Q>>| {
            query.again.track();
            let now = question.get();
            if before.is_some_and(|before| before != now) {
                query.answer.set(None);
                query.error.set(None);
            }
            asked.update_value(|number| *number += 1);
            if let Some(now) = now.clone() {
                let (number, reply) = (asked.get_value(), ask(now));
                spawn_local(async move {
                    let reply = reply.await;
                    // The page may have gone, or asked something else meanwhile.
                    if asked.try_get_value() == Some(number) {
                        query.take(reply);
                    }
                });
            }
            now
        });
        query
    }

    /// Asks the same question again from time to time, while somebody looks at the page.
    pub fn keep_fresh(self, every: Duration) {
        let tick = move || {
            if !is_hidden() {
                self.again();
            }
        };
        if let Ok(handle) = set_interval_with_handle(tick, every) {
            on_cleanup(move || handle.clear());
        }
    }

    fn take(self, reply: Result<T, ApiError>) {
        match reply {
            Ok(answer) => {
                self.error.try_set(None);
                self.answer.try_set(Some(answer));
            }
            Err(error) => {
                self.error.try_set(Some(error));
            }
        }
    }

    /// Asks the same question again.
    pub fn again(self) {
        self.again.update(|times| *times = times.wrapping_add(1));
    }
}
