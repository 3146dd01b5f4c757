//! 交办单: what was given to a unit on one sheet of paper, with room for its answer, and a code by which it answers on the web
//! where the office puts one on it.

use super::{asked::asked, scopes::Scopes, unit_link_made::DAYS};
use crate::{
    api, clock,
    components::{
        desk_head::DeskHead,
        note::Failure,
        qr_code::{QrCode, QrModules},
    },
    pages::{matter_words, query::Query},
    state::use_app,
    text::{desk as text, matter as words, trouble, unit, vocabulary},
};
use domain::{
    fields::Fields,
    hand_over::{DEADLINE, HANDED_ON, HandOver, REPLY, REPLY_CLASS, ReplyClass},
    id::RecordId,
    policy::Role,
    workflow::DEMAND,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use sync::wire::desk::{Chain, RecordDetail};

/// The longest title that is taken from a text, in characters.
const TITLE_MAX: usize = 60;

/// The code on the sheet.
#[derive(Debug, Clone, PartialEq)]
struct OnPaper {
    modules: QrModules,
    until: String,
}

/// The page.
#[component]
pub fn SlipPage() -> impl IntoView {
    let app = use_app();
    let params = use_params_map();
    let rec = Memo::new(move |_| params.with(|params| params.get("rec")?.parse::<RecordId>().ok()));
    let (detail, chain) = (Query::new(move || rec.get(), api::record), Query::new(move || rec.get(), api::chain));
    let (code, busy) = (RwSignal::new(None::<OnPaper>), RwSignal::new(false));
    let failure = RwSignal::new(None::<String>);
    document().set_title(&text::page_title(words::slip()));
    let again = move || {
        detail.again();
        chain.again();
    };
    // The address of a link is told once: it goes on the paper, and nowhere else.
    let put_code = move |_| {
        let of = detail.answer.with_untracked(|detail| {
            detail.as_ref().map(|detail| HandOver(&detail.record.row.body).unit().trim().to_owned())
        });
        let Some(of) = of.filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match api::make_unit_link(of, DAYS).await {
                Ok(made) => {
                    let until = clock::local(made.expires).date().to_string();
                    code.try_set(
                        QrModules::of(crate::routes::whole(&made.path)).map(|modules| OnPaper { modules, until }),
                    );
                }
                Err(error) => {
                    failure.try_set(Some(format!("{}{}", trouble::api(&error), unit::needs_network())));
                }
            }
            busy.try_set(false);
        });
    };
    let may_link = app.session().has_role(Role::Staff);
    view! {
        <main class="desk-page">
            <DeskHead title=words::slip()>
                <div class="desk-head-end desk-print">
                    {may_link.then(|| view! {
                        <button type="button" class="button compact" disabled=move || busy.get() || code.read().is_some() on:click=put_code>
                            {words::slip_code()}
                        </button>
                    })}
                    <button type="button" class="button compact" on:click=move |_| { let _ = window().print(); }>{words::print()}</button>
                </div>
            </DeskHead>
            <Failure words=failure/>
            {move || {
                let shown = |(detail, chain): (RecordDetail, Chain)| view! { <Sheet detail=detail chain=chain code=code/> }.into_any();
                let error = detail.error.get().or_else(|| chain.error.get());
                asked(detail.answer.get().zip(chain.answer.get()), error, again, (words::slip(), 8), shown)
            }}
        </main>
    }
}

#[component]
fn Sheet(detail: RecordDetail, chain: Chain, code: RwSignal<Option<OnPaper>>) -> impl IntoView {
    let scopes: Scopes = expect_context();
    let body = detail.record.row.body;
    let it = HandOver(&body);
    let office = move || scopes.own().and_then(|own| scopes.name(own)).unwrap_or_default();
    // The last before it is what it grew out of.
    let of = chain.before.last().map(|row| matter_words::titled(&row.row.kind, &row.row.body, TITLE_MAX));
    let said = |field: &str| body.text(field).unwrap_or_default().to_owned();
    let talked = said(&format!("{DEMAND}:talked"));
    let head = [
        (words::unit(), format!("{}（{}）", it.unit(), vocabulary::part(it.part()))),
        (words::slip_of(), of.unwrap_or_default()),
        (words::handed_on(), said(HANDED_ON)),
        (words::deadline(), said(DEADLINE)),
        (words::ask(), it.ask().to_owned()),
    ];
    let line = |(name, said): (&'static str, String)| view! { <tr><th scope="row">{name}</th><td class="kept-lines">{said}</td></tr> };
    let room = |(name, said): (&'static str, String)| {
        view! { <tr class="desk-slip-room"><th scope="row">{name}</th><td class="kept-lines">{said}</td></tr> }
    };
    let on_paper = move || {
        code.get().map(|code| {
            view! {
                <div class="desk-slip-code">
                    <QrCode label=words::slip_scan(&code.until) modules=Signal::stored(code.modules)/>
                    <p class="small">{words::slip_scan(&code.until)}</p>
                </div>
            }
        })
    };
    view! {
        <div class="desk-slip">
            <div class="desk-slip-head">
                <h2>{office}</h2>
                {on_paper}
            </div>
            <table>
                <tbody>
                    {head.map(line)}
                    {[(words::slip_talked(), talked), (words::slip_reply(), said(REPLY))].map(room)}
                    <tr><th scope="row">{words::slip_class()}</th><td>{classes(&body)}</td></tr>
                    <tr><th scope="row">{words::slip_signed()}</th><td>{words::slip_sign_here()}</td></tr>
                </tbody>
            </table>
        </div>
    }
}

/// The four classes with a box before each; the box of the one that was given is filled.
fn classes(body: &Fields) -> String {
    let given: Option<ReplyClass> = body.parsed(REPLY_CLASS);
    let one = |class: &ReplyClass| {
        let mark = if given == Some(*class) { '■' } else { '□' };
        format!("{mark} {}", vocabulary::reply_class(*class))
    };
    ReplyClass::ALL.iter().map(one).collect::<Vec<_>>().join("　")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_that_was_given_is_marked_and_no_other() {
        assert!(!classes(&Fields::default()).contains('■'));
        let given = classes(&Fields::default().with(REPLY_CLASS, "b"));
        assert_eq!(given.matches('■').count(), 1);
        assert!(given.contains("■ B"), "{given}");
    }
}
