//! What is around every page of the desk: who may be here, the rail, and how the computer stands to the server.

use super::{elsewhere::Elsewhere, scopes::Scopes};
use crate::pages::query::Query;
use crate::{
    api,
    components::{
        desk_rail::{DeskRail, RailLink, RailSync},
        icon::Glyph,
        note::Note,
        skeleton::Skeleton,
        tone::Tone,
    },
    pages::sign_in::SignIn,
    routes::desk as route,
    state::{App, Session, use_app},
    text::{self, desk, frame, overview, roster},
};
use domain::{
    committee::Committee,
    policy::{Role, Scope},
    review::Review,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_location, use_query_map};
use std::time::Duration;
use sync::client::Link;

/// How often the count on the rail is asked for.
const COUNT_EVERY: Duration = Duration::from_secs(60);

/// How many records wait for a review; the review page keeps it exact while it is open.
#[derive(Clone, Copy)]
pub struct WaitingCount(pub RwSignal<Option<u64>>);

/// What somebody finds behind the door of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    Starting,
    SignedOut,
    /// Signed in, but with no work here.
    Elsewhere {
        is_admin: bool,
    },
    Open,
}

fn door(session: &Session, signing_in: bool) -> Door {
    match session {
        Session::Starting => Door::Starting,
        Session::SignedOut => Door::SignedOut,
        Session::SignedIn { expired: true, .. } if signing_in => Door::SignedOut,
        _ if session.has_role(Role::Staff) || session.has_role(Role::Leader) => Door::Open,
        _ => Door::Elsewhere { is_admin: session.has_role(Role::Admin) },
    }
}

/// Lets in whoever has work here, and puts the rail beside their pages.
#[component]
pub fn DeskFrame(
    /// The pages.
    children: ChildrenFn,
) -> impl IntoView {
    let app = use_app();
    let signing_in = RwSignal::new(false);
    let expired = Memo::new(move |_| matches!(app.session(), Session::SignedIn { expired: true, .. }));
    Effect::new(move || {
        if !expired.get() {
            signing_in.set(false);
        }
    });
    let door = Memo::new(move |_| door(&app.session(), signing_in.get()));
    let sign_out = Callback::new(move |()| spawn_local(async move { app.sign_out().await }));
    let pages = StoredValue::new(children);
    let language = Memo::new(move |_| app.settings().read().language);
    provide_context(WaitingCount(RwSignal::new(None)));
    let who = Memo::new(move |_| {
        let is_open = door.get() == Door::Open;
        app.session().user().map(|user| user.id).filter(|_| is_open)
    });
    provide_context(Scopes::ask(who));
    move || {
        text::speak(language.get());
        match door.get() {
            Door::Starting => view! { <main class="desk-plain"><Skeleton label=desk::reading() /></main> }.into_any(),
            Door::SignedOut => view! { <SignIn /> }.into_any(),
            Door::Elsewhere { is_admin } => view! { <Elsewhere is_admin=is_admin on_sign_out=sign_out /> }.into_any(),
            Door::Open => view! {
                <div class="desk">
                    <Rail on_sign_out=sign_out />
                    <div class="desk-column">
                        {move || expired.get().then(|| view! { <Expired on_sign_in=move || signing_in.set(true) /> })}
                        {pages.with_value(|pages| pages())}
                    </div>
                </div>
            }
            .into_any(),
        }
    }
}

/// The session has ended; what was decided is safe, and everything on the screen stays readable.
#[component]
fn Expired(#[prop(into)] on_sign_in: Callback<()>) -> impl IntoView {
    view! {
        <div class="desk-notice">
            <Note tone=Tone::Wait glyph=Glyph::Alert alerts=true>
                <p>{desk::expired_kept()}</p>
                <button type="button" class="button compact" on:click=move |_| on_sign_in.run(())>
                    {frame::sign_in_again()}
                </button>
            </Note>
        </div>
    }
}

#[component]
fn Rail(on_sign_out: Callback<()>) -> impl IntoView {
    let app = use_app();
    let WaitingCount(count) = expect_context();
    let is_staff = Memo::new(move |_| app.session().has_role(Role::Staff));
    let list = Query::new(move || is_staff.get().then_some(()), |()| api::review(Review::Pending, None));
    list.keep_fresh(COUNT_EVERY);
    Effect::new(move || {
        if let Some(list) = list.answer.get() {
            count.set(Some(list.total));
        }
    });
    let waiting = Signal::derive(move || count.get().filter(|count| *count > 0));
    let kept = kept();
    let links = Signal::derive(move || {
        let kept = kept.get();
        let link = |page: &'static str, label, glyph| RailLink {
            page,
            href: format!("{page}{kept}"),
            label,
            glyph,
            count: None::<u64>.into(),
        };
        let review = RailLink {
            href: route::REVIEW.to_owned(),
            count: waiting,
            ..link(route::REVIEW, desk::review(), Glyph::Tray)
        };
        let overview = link(route::OVERVIEW, overview::title(), Glyph::Chart);
        let matters = RailLink {
            href: route::MATTERS.to_owned(),
            ..link(route::MATTERS, text::matter::desk_title(), Glyph::Pen)
        };
        let submissions = RailLink {
            href: route::SUBMISSIONS.to_owned(),
            ..link(route::SUBMISSIONS, desk::submissions(), Glyph::Compose)
        };
        let roster = link(route::ROSTER, roster::title(), Glyph::People);
        let review = is_staff.get().then_some(review);
        [Some(overview), review, Some(matters), Some(submissions), Some(roster)].into_iter().flatten().collect()
    });
    let committee = Memo::new(move |_| app.committee().map(|fields| Committee(&fields).name().to_owned()));
    let name = Memo::new(move |_| app.session().user().map(|user| user.name.clone()).unwrap_or_default());
    let role = Memo::new(move |_| {
        let role = if is_staff.get() { Role::Staff } else { Role::Leader };
        desk::role(role).to_owned()
    });
    let sync = Memo::new(move |_| sync_words(app));
    let path = use_location().pathname;
    view! {
        <DeskRail
            label=desk::rail()
            committee=Signal::derive(move || committee.get().unwrap_or_default())
            links=links
            path=path
            sync=sync
            name=name
            role=role
            on_sign_out=on_sign_out
        />
    }
}

/// The period and the scope last looked at, as a query: they stay while one moves between pages.
fn kept() -> Memo<String> {
    let query = use_query_map();
    Memo::new(move |before: Option<&String>| {
        query.with(|query| {
            let part = |name: &str| query.get(name).map(|value| format!("{name}={value}"));
            // What cannot be read is not carried on to the next page.
            let scope =
                part("scope").filter(|_| query.get("scope").is_some_and(|scope| scope.parse::<Scope>().is_ok()));
            let parts: Vec<String> = [part("period"), scope].into_iter().flatten().collect();
            match (parts.is_empty(), before) {
                (true, before) => before.cloned().unwrap_or_default(),
                (false, _) => format!("?{}", parts.join("&")),
            }
        })
    })
}

fn sync_words(app: App) -> RailSync {
    let line = app.sync_line();
    let waiting = (line.waiting > 0).then(|| desk::waiting(line.waiting));
    let (glyph, words, is_off) = match (line.refused, line.link, waiting) {
        (1.., ..) => (Glyph::Alert, desk::not_done(line.refused), true),
        (0, Link::SignedOut, _) => (Glyph::Alert, desk::expired().to_owned(), true),
        (0, Link::Offline, waiting) => {
            (Glyph::CloudOff, waiting.map_or(desk::offline().to_owned(), |waiting| desk::offline_with(&waiting)), true)
        }
        (0, _, Some(waiting)) => (Glyph::CloudUp, waiting, false),
        (0, _, None) => (Glyph::CloudDone, desk::all_sent().to_owned(), false),
    };
    RailSync { words, glyph, is_off, href: (line.refused > 0).then_some(route::REFUSED) }
}
