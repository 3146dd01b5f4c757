//! The frame of one page: top bar, content, and below it the sync line with the tabs.

use super::inbox;
use crate::{
    components::{
        icon::Glyph,
        sync_strip::{SyncStrip, SyncWords},
        tab_bar::{Tab, TabBar},
        tone::Tone,
        top_bar::TopBar,
    },
    routes::phone as route,
    state::{App, use_app},
    text,
};
use leptos::{html, prelude::*};
use sync::client::Link;

/// Unsent work older than this turns amber, in whole days.
const OLD: u64 = 3;
/// Older than this it turns red: some browsers wipe after seven.
const TOO_OLD: u64 = 5;

/// Which tab a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 首页.
    Home,
    /// 记录.
    Records,
    /// 消息.
    Messages,
    /// 我的.
    Me,
}

/// One page.
#[component]
pub fn Screen(
    /// The title; the heading of the page and the title of the window.
    #[prop(into)]
    title: Signal<String>,
    /// One line below the title.
    #[prop(optional, into)]
    below: Option<Signal<String>>,
    /// Where the way back leads.
    #[prop(optional, into)]
    back: Option<String>,
    /// Shows the mark before the title.
    #[prop(optional)]
    mark: bool,
    /// The tab that the page belongs to.
    #[prop(optional, into)]
    place: Option<Place>,
    /// Whether the content reaches the edges.
    #[prop(optional)]
    flush: bool,
    /// Whether the content is a form, whose parts stand further apart.
    #[prop(optional)]
    form: bool,
    /// Actions in the top bar.
    #[prop(optional, into)]
    top: ViewFn,
    /// What stands above the tabs, or instead of them.
    #[prop(optional, into)]
    actions: ViewFn,
    /// Whether the sync line and the tabs are shown.
    #[prop(default = true)]
    tabs: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move |_| document().set_title(&format!("{} · {}", title.get(), text::frame::product())));
    // A page that opens is read aloud from its heading.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // Only a heading that is gone cannot take the focus.
            let _ = heading.focus();
        }
    });
    let back = back.map(|href| (href, text::frame::back().to_owned()));
    let bar = move || match (below, back.clone()) {
        (Some(below), _) => view! {
            <TopBar title=title below=below mark=mark heading=heading>{top.run()}</TopBar>
        }
        .into_any(),
        (None, Some(back)) => view! {
            <TopBar title=title back=back heading=heading>{top.run()}</TopBar>
        }
        .into_any(),
        (None, None) => view! { <TopBar title=title mark=mark heading=heading>{top.run()}</TopBar> }.into_any(),
    };
    view! {
        <div class="screen">
            {bar()}
            <main class:flush=flush class:form=form>{children()}</main>
            <footer class="dock">
                {actions.run()}
                {tabs.then(|| view! { <Foot place=place/> })}
            </footer>
        </div>
    }
}

/// The sync line and the tabs.
#[component]
fn Foot(
    /// The tab that the page belongs to.
    place: Option<Place>,
) -> impl IntoView {
    let app = use_app();
    let unread = Memo::new(move |_| inbox::unread(app));
    let none = Signal::stored(0);
    let tab = |mine: Place, href: &str, label, glyph, waiting| Tab {
        href: href.to_owned(),
        label,
        glyph,
        current: place == Some(mine),
        waiting,
    };
    let tabs = vec![
        tab(Place::Home, route::HOME, text::frame::home(), Glyph::Home, none),
        tab(Place::Records, route::RECORDS, text::frame::records(), Glyph::Sheet, none),
        tab(Place::Messages, route::MESSAGES, text::frame::messages(), Glyph::Mail, unread.into()),
        tab(Place::Me, route::ME, text::frame::me(), Glyph::Person, none),
    ];
    view! {
        <SyncStrip href=route::OUTBOX words=Signal::derive(move || sync_words(app))/>
        <TabBar label=text::frame::navigation() tabs=tabs/>
    }
}

/// How the phone stands to the server, the most important first.
fn sync_words(app: App) -> SyncWords {
    let line = app.sync_line();
    let now = app.now();
    if app.disk_trouble().is_some() {
        let parts = vec![text::frame::disk_trouble().to_owned()];
        return SyncWords { glyph: Glyph::Alert, tone: Tone::Act, parts };
    }
    let waiting = (line.waiting > 0).then(|| text::frame::waiting(line.waiting));
    let photos = (line.photos > 0).then(|| text::photo::progress(line.photos_sent, line.photos_sent + line.photos));
    let waiting: Vec<String> = waiting.into_iter().chain(photos).collect();
    let age = line.oldest.map_or(0, |since| text::time::whole_days(now.saturating_sub(since)));
    // How old it is stands there in words too, not in the colour alone.
    let waited = (age > 0).then(|| text::frame::waited(age));
    let (glyph, tone, first) = match (line.refused, line.link) {
        (refused @ 1.., _) => (Glyph::Alert, Tone::Act, Some(text::frame::refused(refused))),
        (0, Link::SignedOut) => (Glyph::Alert, Tone::Act, Some(text::frame::signed_out().to_owned())),
        (0, Link::Offline) => {
            let words = match line.offline_since {
                Some(since) => text::frame::offline_for(text::time::long(now.saturating_sub(since))),
                None => text::frame::offline().to_owned(),
            };
            (Glyph::CloudOff, Tone::Wait, Some(words))
        }
        (0, Link::Unknown) if waiting.is_empty() => {
            (Glyph::CloudUp, Tone::Plain, Some(text::frame::not_yet_asked().to_owned()))
        }
        (0, _) if waiting.is_empty() && line.receiving => {
            (Glyph::CloudUp, Tone::Plain, Some(text::frame::receiving().to_owned()))
        }
        (0, _) if waiting.is_empty() => (Glyph::CloudDone, Tone::Plain, Some(text::frame::all_uploaded().to_owned())),
        (0, _) => (Glyph::CloudUp, Tone::Plain, None),
    };
    let tone = match age {
        TOO_OLD.. => Tone::Act,
        OLD.. if tone == Tone::Plain => Tone::Wait,
        _ => tone,
    };
    SyncWords { glyph, tone, parts: first.into_iter().chain(waiting).chain(waited).collect() }
}
