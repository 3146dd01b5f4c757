//! The page that a code at the door opens: what it is, and one button. It works without signal.

use super::{
    door_link::DoorLink, record_keep::patch, record_words, roster::use_roster, screen::Screen, standing::Viewer,
};
use crate::{
    components::{
        button::{Button, LinkButton, Weight},
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        note::Note,
        toast::Toasts,
        tone::Tone,
    },
    routes::phone as route,
    state::{App, use_app},
    text::{self, door as words, trouble, vocabulary},
};
use domain::{
    activity::{Activity, Attendance, attendance_field},
    fields::Fields,
    id::{Feed, MemberId},
    problem::{Code, Refusal},
    sign_in::{DOOR, Door, Shown, at_the_door, sign_in_field},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use sync::{client::OpState, wire::Act};

/// How it stands with signing in.
#[derive(Debug, Clone, PartialEq)]
enum Stands {
    /// Nothing was done yet.
    Open,
    /// On this phone.
    Waiting,
    /// With the server.
    Done,
    /// The server did not take it; the key of the operation, the value that it carried, and why.
    Refused(u64, Fields, Refusal),
}

/// The page.
#[component]
pub fn SignInHerePage() -> impl IntoView {
    let params = use_params_map();
    let link = Memo::new(move |_| {
        let params = params.read();
        let part = |name: &str| params.get(name).unwrap_or_default();
        DoorLink::read(&part("feed"), &part("rec"), &part("step"), &part("code"))
    });
    view! {
        <Screen title=words::here().to_owned() back=route::HOME>
            {move || match link.get() {
                Some(link) => view! { <Here link=link/> }.into_any(),
                None => view! {
                    <EmptyState glyph=Glyph::Search title=words::bad_link_title() detail=words::bad_link()/>
                }
                .into_any(),
            }}
        </Screen>
    }
}

/// What it is, and how it stands.
#[component]
fn Here(
    /// The code.
    link: DoorLink,
) -> impl IntoView {
    let app = use_app();
    let me = untrack(|| Viewer::of(app).member);
    // What was taken in by a feed that one does not receive leaves nothing here, until its mirror comes.
    let pressed = RwSignal::new(false);
    let stands = Memo::new(move |_| match me.map(|me| stands(app, link, me)) {
        Some(Stands::Open) if pressed.get() => Stands::Done,
        Some(stands) => stands,
        None => Stands::Open,
    });
    let known = Memo::new(move |_| app.record(link.rec).is_some());
    view! {
        <About link=link/>
        {move || match (stands.get(), me) {
            (_, None) => view! { <Note tone=Tone::Wait glyph=Glyph::Info><p>{words::no_member()}</p></Note> }.into_any(),
            (Stands::Open, Some(me)) => view! { <Sign link=link me=me pressed=pressed/> }.into_any(),
            (Stands::Waiting, _) => there(words::waiting(), words::done_waiting()).into_any(),
            (Stands::Done, _) => there(words::done(), words::done_uploaded()).into_any(),
            (Stands::Refused(key, fields, why), _) => {
                view! { <NotTaken link=link op=key fields=fields why=why/> }.into_any()
            }
        }}
        <Show when=move || known.get() && stands.get() != Stands::Open>
            <LinkButton href=route::record(link.rec) label=words::to_record() block=true/>
        </Show>
    }
}

/// How it stands with one's own signing in, from what lies on this phone.
fn stands(app: App, link: DoorLink, me: MemberId) -> Stands {
    let field = sign_in_field(me);
    let last = app.with_replica(|replica| {
        let mut mine = replica.ops_of(link.rec).filter_map(|op| match &op.op.act {
            Act::Patch(fields) if fields.get(&field).is_some() => Some((op.key, op.state.clone(), fields.clone())),
            _ => None,
        });
        mine.next_back()
    });
    match last {
        Some((_, OpState::Waiting | OpState::Held, _)) => return Stands::Waiting,
        Some((_, OpState::Applied(_), _)) => return Stands::Done,
        // Another code was read since: that one is to be tried.
        Some((key, OpState::Refused(why), fields)) if code_of(&fields, me) == Some(link.shown) => {
            return Stands::Refused(key, fields, why);
        }
        Some((_, OpState::Refused(_), _)) | None => {}
    }
    let there = app.record(link.rec).is_some_and(|view| {
        let present = Activity(&view.body).attendance_of(me) == Some(Attendance::Present);
        present && view.body.get(&field).is_some()
    });
    if there { Stands::Done } else { Stands::Open }
}

fn code_of(fields: &Fields, me: MemberId) -> Option<Shown> {
    fields.get(&sign_in_field(me)).and_then(Shown::read)
}

/// What the server refused of one's own signing in here; a new try takes its place.
fn refused(app: App, link: DoorLink, me: MemberId) -> Vec<u64> {
    app.with_replica(|replica| {
        let mine = replica.ops_of(link.rec).filter(|op| match &op.op.act {
            Act::Patch(fields) => matches!(op.state, OpState::Refused(_)) && code_of(fields, me).is_some(),
            _ => false,
        });
        mine.map(|op| op.key).collect()
    })
}

/// The activity, as far as this phone knows it.
#[component]
fn About(
    /// The code.
    link: DoorLink,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let venue = move || match link.feed {
        Feed::Venue(venue) => roster.read().venue(venue).map(str::to_owned),
        Feed::Member(_) | Feed::Ref(_) | Feed::Office(_) => None,
    };
    move || {
        let (title, detail, hint) = match app.record(link.rec) {
            Some(view) => {
                let activity = Activity(&view.body);
                let when = activity.start().map(|start| text::time::span(start, activity.end(), app.today()));
                let place = Some(record_words::whole_place(&view.body, &roster.read())).filter(|it| !it.is_empty());
                let detail: Vec<String> = when.into_iter().chain(place).collect();
                (record_words::title(&view.body), detail.join(" · "), words::here_about())
            }
            None => (venue().unwrap_or_else(|| words::title().to_owned()), String::new(), words::unknown()),
        };
        view! {
            <section class="card stack tight">
                <h2 class="sentence">{title}</h2>
                <p hidden=detail.is_empty()>{detail.clone()}</p>
                <p class="small ink-2">{hint}</p>
            </section>
        }
    }
}

/// The one button; where the code is known to be of another time, that instead.
#[component]
fn Sign(
    /// The code.
    link: DoorLink,
    /// Who signs in.
    me: MemberId,
    /// Set once it is on this phone.
    pressed: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let busy = RwSignal::new(false);
    let stale = Memo::new(move |_| {
        let door = app.record(link.rec).and_then(|view| view.body.get(DOOR).and_then(Door::read));
        // A door that does not fit may have been opened anew; only the server knows.
        door.and_then(|door| door.admit(link.shown, app.true_now()).err()) == Some(Code::SignInStale)
    });
    let sign = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let fields = Fields::default()
            .with(sign_in_field(me), at_the_door(link.shown, app.true_now()))
            .with(attendance_field(me), Attendance::Present.id());
        let before = untrack(|| refused(app, link, me));
        spawn_local(async move {
            let saved = app.save(vec![patch(link.rec, link.feed, fields)], before).await;
            busy.try_set(false);
            match saved {
                Ok(_) => {
                    pressed.try_set(true);
                    toasts.say(Glyph::Check, words::sign_saved());
                }
                Err(error) => toasts.say(Glyph::Alert, trouble::save(&error)),
            }
        });
    };
    move || {
        match stale.get() {
        true => view! {
            <Note tone=Tone::Act glyph=Glyph::Clock><p>{vocabulary::problem(Code::SignInStale)}</p></Note>
        }
        .into_any(),
        false => view! {
            <div class="answers one">
                <Button label=words::sign() weight=Weight::Primary glyph=Glyph::Check block=true busy=busy on_press=sign/>
            </div>
        }
        .into_any(),
    }
    }
}

fn there(said: &'static str, detail: &'static str) -> impl IntoView {
    view! {
        <section class="note done big" role="status">
            <Icon glyph=Glyph::Check/>
            <div class="words"><p class="sentence">{said}</p><p>{detail}</p></div>
        </section>
    }
}

/// Why the server did not take it. A code that it does not know yet may be known once the convenor's phone has uploaded.
#[component]
fn NotTaken(
    /// The code.
    link: DoorLink,
    /// The refused operation.
    op: u64,
    /// What it carried.
    fields: Fields,
    /// Why.
    why: Refusal,
) -> impl IntoView {
    let app = use_app();
    let toasts: Toasts = expect_context();
    let unknown = why.code == Code::SignInInvalid.id();
    let again = move || {
        let edit = patch(link.rec, link.feed, fields.clone());
        spawn_local(async move {
            if let Err(error) = app.save(vec![edit], vec![op]).await {
                toasts.say(Glyph::Alert, trouble::save(&error));
            }
        });
    };
    view! {
        <Note tone=Tone::Act glyph=Glyph::Alert alerts=true>
            <p><b>{words::refused()}</b></p>
            <p>{vocabulary::refusal(&why)}</p>
            {unknown.then(|| view! {
                <p>{words::maybe_later()}</p>
                <Button label=words::try_again() on_press=again/>
            })}
        </Note>
    }
}
