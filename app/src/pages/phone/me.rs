//! 我的: who one is here, how things look, what this phone holds, and the way out.

use super::{
    me_wipe::Wipe,
    roster::use_roster,
    screen::{Place, Screen},
};
use crate::{
    clock,
    components::{
        button::{Button, Weight},
        dialog::Dialog,
        icon::{Glyph, Icon},
        segmented::{Segment, Segmented},
    },
    routes::phone as route,
    shell,
    state::{Language, Settings, Theme, use_app},
    text::{frame, handover, me as words, photo, time},
};
use domain::committee::NAME;
use leptos::{prelude::*, task::spawn_local};

/// The page about oneself.
#[component]
pub fn MePage() -> impl IntoView {
    view! {
        <Screen title=words::title() place=Place::Me>
            <Person/>
            <Venues/>
            <Look/>
            <Phone/>
            <Carry/>
            <SignOut/>
            <Wipe/>
        </Screen>
    }
}

/// Names and values, one below the other.
#[component]
fn Lines(
    /// The pairs; those without a value are left out.
    #[prop(into)]
    lines: Signal<Vec<(&'static str, String)>>,
) -> impl IntoView {
    let line = |(name, value): (&'static str, String)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let shown = move || lines.get().into_iter().filter(|(_, value)| !value.is_empty()).map(line).collect_view();
    view! { <dl class="facts beside">{shown}</dl> }
}

/// Name, committee, sector, venues.
#[component]
fn Person() -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let user = Memo::new(move |_| app.session().user().cloned());
    let name = move || user.get().map(|user| user.name).unwrap_or_default();
    let lines = Signal::derive(move || {
        let roster = roster.read();
        let member = user.get().and_then(|user| user.member);
        let sector = roster.people.iter().find(|person| Some(person.id) == member).map(|person| person.sector.clone());
        let committee = app.committee().and_then(|fields| fields.text(NAME).map(str::to_owned));
        let venues = if app.my_venues().is_empty() { words::no_venues() } else { "" };
        vec![
            (words::committee(), committee.unwrap_or_default()),
            (words::sector(), sector.unwrap_or_default()),
            (words::venues(), venues.to_owned()),
        ]
    });
    view! { <section class="card stack"><h2 class="sentence">{name}</h2><Lines lines=lines/></section> }
}

/// The venues where one works, each the way to its page.
#[component]
fn Venues() -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let venues = Memo::new(move |_| {
        let roster = roster.read();
        let named = |venue| Some((venue, roster.venue(venue)?.to_owned()));
        app.my_venues().into_iter().filter_map(named).collect::<Vec<_>>()
    });
    let row = |(venue, name)| {
        view! {
            <li>
                <a class="list-row middle" href=route::venue(venue)>
                    <Icon glyph=Glyph::Pin/><span class="grow">{name}</span><Icon glyph=Glyph::Right small=true/>
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !venues.read().is_empty()>
            <section class="group">
                <h2>{words::venues()}</h2>
                <ul class="list boxed">{move || venues.get().into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

/// Large type, colours, language.
#[component]
fn Look() -> impl IntoView {
    let settings = use_app().settings();
    let part = move |change: fn(&mut Settings, bool)| move |on| settings.update(|settings| change(settings, on));
    let themes =
        [(Theme::Auto, words::theme_auto()), (Theme::Light, words::theme_light()), (Theme::Dark, words::theme_dark())];
    view! {
        <section class="card stack">
            <h2>{words::look()}</h2>
            <Setting name=words::large_type()>
                <Segmented
                    label=words::large_type()
                    segments=vec![Segment::plain(false, words::off()), Segment::plain(true, words::on())]
                    chosen=Signal::derive(move || settings.read().large_type)
                    on_choose=part(|settings, on| settings.large_type = on)
                />
            </Setting>
            <Setting name=words::theme()>
                <Segmented
                    label=words::theme()
                    segments=themes.map(|(theme, word)| Segment::plain(theme, word)).to_vec()
                    chosen=Signal::derive(move || settings.read().theme)
                    on_choose=move |theme| settings.update(|settings| settings.theme = theme)
                />
            </Setting>
            <Setting name=words::language()>
                <Segmented
                    label=words::language()
                    segments=vec![Segment::plain(Language::Zh, "中文"), Segment::plain(Language::En, "English")]
                    chosen=Signal::derive(move || settings.read().language)
                    on_choose=move |language| settings.update(|settings| settings.language = language)
                />
            </Setting>
        </section>
    }
}

/// A setting with its name.
#[component]
fn Setting(
    /// The name; the control carries it too.
    name: &'static str,
    /// The control.
    children: Children,
) -> impl IntoView {
    view! { <div class="stack tight"><p class="small ink-2" aria-hidden="true">{name}</p>{children()}</div> }
}

/// What this phone holds.
#[component]
fn Phone() -> impl IntoView {
    let app = use_app();
    let lasting = RwSignal::new(None::<bool>);
    spawn_local(async move {
        let said = shell::is_storage_lasting().await;
        // The page may be closed by now.
        lasting.try_set(said);
    });
    let lines = Signal::derive(move || {
        let line = app.sync_line();
        let records = app.with_replica(|replica| replica.rows().count());
        let some = (line.waiting > 0).then(|| words::waiting_some(line.waiting));
        let photos = (line.photos > 0).then(|| photo::not_sent_n(line.photos));
        let waiting = some.into_iter().chain(photos).collect::<Vec<_>>().join(" · ");
        let waiting = if waiting.is_empty() { words::waiting_none().to_owned() } else { waiting };
        let synced = line.synced_at.map(|at| time::moment(clock::local(at), app.today()));
        let storage = match lasting.get() {
            Some(true) => words::storage_kept(),
            Some(false) => words::storage_not_kept(),
            None => words::storage_unknown(),
        };
        vec![
            (words::on_this_phone(), words::kept(records, app.drafts().len())),
            (words::waiting(), waiting),
            (words::synced(), synced.unwrap_or_else(|| words::synced_never().to_owned())),
            (words::storage(), storage.to_owned()),
            (words::version(), env!("CARGO_PKG_VERSION").to_owned()),
        ]
    });
    view! { <section class="card stack"><h2>{words::phone()}</h2><Lines lines=lines/></section> }
}

/// What is on this phone alone as a file, and such a file of another phone.
#[component]
fn Carry() -> impl IntoView {
    let row = |href, glyph, label| {
        view! {
            <li>
                <a class="list-row middle" href=href>
                    <Icon glyph=glyph/><span class="grow">{label}</span><Icon glyph=Glyph::Right small=true/>
                </a>
            </li>
        }
    };
    view! {
        <section class="group">
            <h2>{handover::group()}</h2>
            <ul class="list boxed">
                {row(route::EXPORT, Glyph::Keep, handover::export_title())}
                {row(route::IMPORT, Glyph::Sheet, handover::import_link())}
            </ul>
        </section>
    }
}

/// Ends the session, after saying what becomes of unsent work.
#[component]
fn SignOut() -> impl IntoView {
    let app = use_app();
    let asking = RwSignal::new(false);
    let leave = Callback::new(move |()| spawn_local(async move { app.sign_out().await }));
    let records = move || {
        let line = app.sync_line();
        match (line.waiting + line.refused, line.photos) {
            (0, 0) => words::sign_out_clean().to_owned(),
            (0, photos) => words::sign_out_photos(photos),
            (n, 0) => words::sign_out_waiting(n),
            (n, photos) => words::sign_out_both(n, photos),
        }
    };
    let drafts = move || Some(app.drafts().len()).filter(|n| *n > 0).map(words::sign_out_drafts);
    view! {
        <Button label=words::sign_out() glyph=Glyph::Leave block=true on_press=move || asking.set(true)/>
        <Dialog
            title=words::sign_out_title()
            close_label=frame::close()
            open=asking
            on_close=move || asking.set(false)
            actions=move || view! {
                <Button label=frame::cancel() on_press=move || asking.set(false)/>
                <Button label=words::sign_out() weight=Weight::Primary on_press=leave/>
            }
        >
            <p>{records}</p>
            {move || drafts().map(|words| view! { <p>{words}</p> })}
            <p>{words::sign_out_needs_signal()}</p>
        </Dialog>
    }
}
