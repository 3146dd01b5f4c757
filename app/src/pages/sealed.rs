//! Who a citizen is, as those see it who have to reach them: closed until somebody opens it, and then that is written down.

use crate::{
    api::{self, ApiError},
    clock,
    components::button::Button,
    state::use_app,
    text::{request as words, time},
};
use domain::{id::RecordId, seal::Details};
use leptos::{prelude::*, task::spawn_local};
use sync::wire::desk::SealedReads;

/// How far opening has come.
#[derive(Clone)]
enum Opened {
    Closed,
    Opening,
    Open(Details),
    Failed(&'static str),
}

/// The card.
#[component]
pub fn Sealed(
    /// The request.
    rec: RecordId,
    /// Whether it still lies on this phone alone.
    #[prop(optional, into)]
    here: Signal<bool>,
    /// Whether it is said who has read it.
    #[prop(optional)]
    reads: bool,
) -> impl IntoView {
    let app = use_app();
    let opened = RwSignal::new(Opened::Closed);
    let list = RwSignal::new(None::<SealedReads>);
    let read_list = move || {
        if reads {
            spawn_local(async move {
                if let Ok(found) = api::sealed_reads(rec).await {
                    list.try_set(Some(found));
                }
            });
        }
    };
    read_list();
    let open = move || {
        opened.set(Opened::Opening);
        spawn_local(async move {
            let found = match api::sealed(rec).await {
                Ok(details) => Opened::Open(details),
                Err(error) => Opened::Failed(said(&error)),
            };
            opened.try_set(found);
            read_list();
        });
    };
    let shown = move || match opened.get() {
        Opened::Closed => view! {
            <p class="hint">{words::sealed_note()}</p>
            <div class="actions"><Button label=words::open_sealed() on_press=open/></div>
        }
        .into_any(),
        Opened::Opening => view! { <p class="ink-2" role="status">{words::opening()}</p> }.into_any(),
        Opened::Failed(words) => view! {
            <p class="note act" role="alert">{words}</p>
            <div class="actions"><Button label=words::open_sealed() on_press=open/></div>
        }
        .into_any(),
        Opened::Open(Details { name, phone }) => {
            let call = format!("tel:{}", phone.replace([' ', '(', ')'], ""));
            let phone = (!phone.is_empty()).then(|| view! { <a class="text-link" href=call>{phone}</a> });
            let name = Some(name).filter(|name| !name.is_empty());
            view! {
                <dl class="facts">
                    {name.map(|name| view! { <div><dt>{words::contact_name()}</dt><dd>{name}</dd></div> })}
                    {phone.map(|phone| view! { <div><dt>{words::contact_phone()}</dt><dd>{phone}</dd></div> })}
                </dl>
            }
            .into_any()
        }
    };
    let row = move |name: String, at: u64| {
        let at = time::moment(clock::local(at), app.today());
        view! { <li>{name} " " <small class="ink-2">{at}</small></li> }
    };
    let who = move || {
        list.get().map(|list| match list.rows.is_empty() {
            true => view! { <p class="small ink-2">{words::no_reads()}</p> }.into_any(),
            false => {
                let rows = list.rows.into_iter().map(|read| row(read.name, read.at)).collect_view();
                view! { <h3>{words::reads()}</h3> <ul>{rows}</ul> }.into_any()
            }
        })
    };
    view! {
        <section class="group stack sealed" aria-labelledby="sealed">
            <h2 id="sealed">{words::sealed()}</h2>
            {move || match here.get() {
                true => view! { <p class="ink-2">{words::sealed_here()}</p> }.into_any(),
                false => shown(),
            }}
            {who}
        </section>
    }
}

fn said(error: &ApiError) -> &'static str {
    match error {
        ApiError::Offline => words::sealed_offline(),
        error if error.is_signed_out() => words::sealed_signed_out(),
        ApiError::Refused { status: 403, .. } => words::sealed_refused(),
        ApiError::Refused { status: 404, .. } => words::sealed_gone(),
        ApiError::Refused { status: 429 | 503, .. } => words::sealed_later(),
        ApiError::Refused { .. } => words::sealed_broken(),
    }
}
