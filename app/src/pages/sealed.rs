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
    #[prop(optional)]
    here: bool,
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
    let shown = move || {
        match opened.get() {
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
        Opened::Open(Details { name, phone }) => view! {
            <dl class="facts">
                {(!name.is_empty()).then(|| view! { <div><dt>{words::contact_name()}</dt><dd>{name}</dd></div> })}
                {(!phone.is_empty()).then(|| {
                    let href = format!("tel:{}", phone.replace([' ', '(', ')'], ""));
                    view! { <div><dt>{words::contact_phone()}</dt><dd><a class="text-link" href=href>{phone}</a></dd></div> }
                })}
            </dl>
        }
        .into_any(),
    }
    };
    let who = move || {
        list.get().map(|list| {
            if list.rows.is_empty() {
                return view! { <p class="small ink-2">{words::no_reads()}</p> }.into_any();
            }
            let row = |name: String, at: u64| view! { <li>{name} " " <small class="ink-2">{time::moment(clock::local(at), app.today())}</small></li> };
            let rows = list.rows.into_iter().map(|read| row(read.name, read.at)).collect_view();
            view! { <h4>{words::reads()}</h4> <ul>{rows}</ul> }.into_any()
        })
    };
    view! {
        <section class="group stack sealed" aria-labelledby="sealed">
            <h2 id="sealed">{words::sealed()}</h2>
            {if here { view! { <p class="ink-2">{words::sealed_here()}</p> }.into_any() } else { shown.into_any() }}
            {who}
        </section>
    }
}

fn said(error: &ApiError) -> &'static str {
    match error {
        ApiError::Offline => words::sealed_offline(),
        ApiError::Refused { status: 403, .. } => words::sealed_refused(),
        ApiError::Refused { status: 404, .. } => words::sealed_gone(),
        ApiError::Refused { .. } => words::sealed_broken(),
    }
}
