//! Icons, drawn on a grid of 24 with strokes only. Always beside a word, so hidden from screen readers.

use domain::activity::ActivityType;
use leptos::prelude::*;

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $path:literal),* $(,)?) => {
        /// Which drawing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Glyph { $($(#[$doc])* $name),* }

        impl Glyph {
            /// All drawings, in the order in which they are written down.
            pub const ALL: &[Glyph] = &[$(Glyph::$name),*];

            /// The strokes, as the `d` of one path.
            pub const fn path(self) -> &'static str {
                match self { $(Glyph::$name => $path),* }
            }
        }
    };
}

glyphs! {
    /// The start page.
    Home = "M3.75 11.5 12 4.25l8.25 7.25M6 9.75V19.5h4.25v-5.25h3.5v5.25H18V9.75",
    /// A sheet with lines.
    Sheet = "M6.5 3.75h11A1.25 1.25 0 0 1 18.75 5v14a1.25 1.25 0 0 1-1.25 1.25h-11A1.25 1.25 0 0 1 5.25 19V5A1.25 1.25 0 0 1 6.5 3.75zM8.75 8.5h6.5M8.75 12h6.5M8.75 15.5h4",
    /// A letter.
    Mail = "M4.75 5.75h14.5a1 1 0 0 1 1 1v10.5a1 1 0 0 1-1 1H4.75a1 1 0 0 1-1-1V6.75a1 1 0 0 1 1-1zM4.25 7 12 12.75 19.75 7",
    /// One person.
    Person = "M12 4.75a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 0 1 0-7.2zM4.75 19.75c.9-3.4 3.7-5.1 7.25-5.1s6.35 1.7 7.25 5.1",
    /// Two people.
    People = "M9 5.25a3.1 3.1 0 1 1 0 6.2a3.1 3.1 0 0 1 0-6.2zM3.25 19.25c.7-3.1 2.9-4.7 5.75-4.7s5.05 1.6 5.75 4.7M15.25 5.5a3.1 3.1 0 0 1 0 5.7M17.25 14.9c1.8.7 3 2.2 3.5 4.35",
    /// More.
    Plus = "M12 5.25v13.5M5.25 12h13.5",
    /// Less.
    Minus = "M5.25 12h13.5",
    /// Take away, close.
    Cross = "M6.25 6.25l11.5 11.5M17.75 6.25 6.25 17.75",
    /// Done.
    Check = "M5.25 12.75l4.25 4.25 9.25-9.75",
    /// Leads on.
    Right = "M9.75 6.25 15.5 12l-5.75 5.75",
    /// Leads back.
    Left = "M14.25 6.25 8.5 12l5.75 5.75",
    /// Opens below.
    Down = "M6.25 9.75 12 15.5l5.75-5.75",
    /// Put away, as a file.
    Keep = "M12 4.25v10.5M8 10.75l4 4 4-4M4.75 16v2.75a1 1 0 0 0 1 1h12.5a1 1 0 0 0 1-1V16",
    /// A pen.
    Pen = "M5 19l1-4.25L16.25 4.5a1.5 1.5 0 0 1 2.125 0l1.125 1.125a1.5 1.5 0 0 1 0 2.125L9.25 18zM14.25 6.5l3.25 3.25",
    /// Writing a record.
    Compose = "M18.75 12.75v5.75A1.75 1.75 0 0 1 17 20.25H7a1.75 1.75 0 0 1-1.75-1.75v-13A1.75 1.75 0 0 1 7 3.75h5.25M10.75 13.5l.75-3.25 6.75-6.5a1.4 1.4 0 0 1 2 2l-6.5 6.75z",
    /// Not reached.
    CloudOff = "M8.25 7.25a5.5 5.5 0 0 1 9 3.75 3.7 3.7 0 0 1 2 6.4M16.25 18.25h-9a4.1 4.1 0 0 1-.6-8.15M4.25 4.25l15.5 15.5",
    /// On its way.
    CloudUp = "M8 18.25h-.75a4.1 4.1 0 0 1-.6-8.15 5.5 5.5 0 0 1 10.6.9 3.7 3.7 0 0 1-.25 7.25h-1M12 20.25v-7.5M9.25 15.25 12 12.5l2.75 2.75",
    /// Arrived.
    CloudDone = "M7.25 18.25a4.1 4.1 0 0 1-.6-8.15 5.5 5.5 0 0 1 10.6.9 3.7 3.7 0 0 1-.25 7.25zM9.25 13.5l2 2 3.5-3.75",
    /// A picture.
    Photo = "M5 5.25h14a1.25 1.25 0 0 1 1.25 1.25v11a1.25 1.25 0 0 1-1.25 1.25H5a1.25 1.25 0 0 1-1.25-1.25v-11A1.25 1.25 0 0 1 5 5.25zM4 16.5l4.75-4.75 3.5 3.5 2.75-2.75 5 5M15.5 8.25a1.1 1.1 0 1 1 0 2.2a1.1 1.1 0 0 1 0-2.2z",
    /// A camera.
    Camera = "M8.5 6.75 9.75 5h4.5l1.25 1.75H19A1.25 1.25 0 0 1 20.25 8v9.5A1.25 1.25 0 0 1 19 18.75H5A1.25 1.25 0 0 1 3.75 17.5V8A1.25 1.25 0 0 1 5 6.75zM12 9.25a3.25 3.25 0 1 1 0 6.5a3.25 3.25 0 0 1 0-6.5z",
    /// This phone.
    Phone = "M8.5 3.25h7A1.5 1.5 0 0 1 17 4.75v14.5a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19.25V4.75a1.5 1.5 0 0 1 1.5-1.5zM11 17.75h2",
    /// Waiting.
    Clock = "M12 3.75a8.25 8.25 0 1 1 0 16.5a8.25 8.25 0 0 1 0-16.5zM12 7.5V12l3 2.25",
    /// Needs a person.
    Alert = "M12 4.25 20.75 19.5H3.25zM12 10v4.5M12 16.75v.25",
    /// Sent back.
    Return = "M8.75 5.25 4.5 9.5l4.25 4.25M4.5 9.5h9.75a5.25 5.25 0 0 1 0 10.5H11.5",
    /// Taken out.
    Void = "M12 3.75a8.25 8.25 0 1 1 0 16.5a8.25 8.25 0 0 1 0-16.5zM6.25 6.25l11.5 11.5",
    /// A place.
    Pin = "M12 20.75c4.25-4.6 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2.25 6.4 6.5 11zM12 7.4a2.35 2.35 0 1 1 0 4.7a2.35 2.35 0 0 1 0-4.7z",
    /// A frame to catch a code in.
    Scan = "M4.25 8V5.5A1.25 1.25 0 0 1 5.5 4.25H8M16 4.25h2.5a1.25 1.25 0 0 1 1.25 1.25V8M19.75 16v2.5a1.25 1.25 0 0 1-1.25 1.25H16M8 19.75H5.5a1.25 1.25 0 0 1-1.25-1.25V16M7.5 12h9",
    /// Looking for something.
    Search = "M11 4.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 0 1 0-12.5zM15.5 15.5l4.25 4.25",
    /// Something to know.
    Info = "M12 3.75a8.25 8.25 0 1 1 0 16.5a8.25 8.25 0 0 1 0-16.5zM12 11v5.25M12 7.75V8",
    /// Once more.
    Reload = "M19.25 12A7.25 7.25 0 1 1 17 6.75M17.25 3v4h-4",
    /// The same again.
    Copy = "M10 8.75h8.75A1.25 1.25 0 0 1 20 10v8.75A1.25 1.25 0 0 1 18.75 20H10a1.25 1.25 0 0 1-1.25-1.25V10A1.25 1.25 0 0 1 10 8.75zM15.25 8.75V5.25A1.25 1.25 0 0 0 14 4H5.25A1.25 1.25 0 0 0 4 5.25V14a1.25 1.25 0 0 0 1.25 1.25h3.5",
    /// The size of letters.
    Letters = "M3.5 18 7.75 6.25 12 18M5 14h5.5M14 18l3.25-8.25L20.5 18M15.15 15.25h4.2",
    /// The mark of the app.
    Mark = "M5 6.25h14V16h-6.25l-4 3.5V16H5zM9 9.75h6M9 12.5h3.5",
    /// An empty tray.
    Tray = "M4 13.5 6.5 5h11L20 13.5v5.25a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 13.5h4.5L10 16h4l1.5-2.5H20",
    /// Going somewhere.
    Walk = "M13 3.25a1.6 1.6 0 1 1 0 3.2a1.6 1.6 0 0 1 0-3.2zM9 20.75l2.5-6.25-2-2.5 1-4.5 3 .5 1.5 3 3 1M10.5 7.5 7 9.5 6.5 13M11.5 14.5l3 2 1.5 4.25",
    /// Help given.
    Heart = "M12 19.75C6.5 15.75 3.75 12.6 3.75 9.25A4.25 4.25 0 0 1 12 7.75a4.25 4.25 0 0 1 8.25 1.5C20.25 12.6 17.5 15.75 12 19.75z",
    /// Talking together.
    Talk = "M4 5.5h10.5V13h-6l-3 2.5V13H4zM17 9h3v7.5h-1.5V19l-3-2.5H10v-1",
    /// Reading and learning.
    Book = "M12 6.5C10 5 7.5 4.5 4 4.5v14c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-14c-3.5 0-6 .5-8 2zM12 6.5v14",
    /// Looking at something.
    Eye = "M3 12c2.3-4 5.3-6 9-6s6.7 2 9 6c-2.3 4-5.3 6-9 6s-6.7-2-9-6zM12 9.25a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 0 1 0-5.5z",
    /// Speaking to people.
    Voice = "M4 10v4h3.5l5 4V6l-5 4zM16 9.5a3.5 3.5 0 0 1 0 5M18.5 7a7 7 0 0 1 0 10",
    /// A practical matter.
    Tool = "M14.75 4.25a4.75 4.75 0 0 0-4.4 6.5L4.5 16.6a1.95 1.95 0 0 0 2.8 2.8l5.85-5.85a4.75 4.75 0 0 0 6.35-5.8l-2.9 2.9-2.7-.65-.65-2.7 2.9-2.9a4.7 4.7 0 0 0-1.4-.15z",
    /// Bars of figures.
    Chart = "M4 20h16M7 20v-6M12 20V5.5M17 20V10",
    /// On paper.
    Print = "M7.25 8.5V3.75h9.5V8.5M7.25 16.5H4.5a.75.75 0 0 1-.75-.75V9.25a.75.75 0 0 1 .75-.75h15a.75.75 0 0 1 .75.75v6.5a.75.75 0 0 1-.75.75h-2.75M7.25 13.75h9.5v6.5h-9.5z",
    /// More than before.
    Up = "M12 19.25V6M6.5 11.25 12 5.75l5.5 5.5",
    /// Fewer than before.
    Fewer = "M12 4.75V18M6.5 12.75 12 18.25l5.5-5.5",
    /// Asleep.
    Moon = "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    /// Days.
    Calendar = "M5.5 5.75h13a1 1 0 0 1 1 1v11.5a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1V6.75a1 1 0 0 1 1-1zM4.5 10h15M8.5 3.75v4M15.5 3.75v4",
    /// A door to go out by.
    Leave = "M13.75 4.5h4A1.25 1.25 0 0 1 19 5.75v12.5a1.25 1.25 0 0 1-1.25 1.25h-4M15 12H4.5M8 8.5 4.5 12 8 15.5",
}

impl Glyph {
    /// What stands for an activity in a list; a type of the committee's own gets the sheet.
    pub const fn of_activity(kind: Option<ActivityType>) -> Glyph {
        use ActivityType as T;
        match kind {
            Some(T::Visit | T::MemberVisit) => Glyph::Walk,
            Some(T::Research) => Glyph::Search,
            Some(T::VolunteerService) => Glyph::Heart,
            Some(T::ConsultationMeeting) => Glyph::Talk,
            Some(T::StudyTraining | T::Reading) => Glyph::Book,
            Some(T::Inspection | T::StudyTour) => Glyph::Eye,
            Some(T::ReceptionDay) => Glyph::Person,
            Some(T::OutreachTalk) => Glyph::Voice,
            Some(T::Meeting) => Glyph::People,
            Some(T::PracticalHelp) => Glyph::Tool,
            None => Glyph::Sheet,
        }
    }
}

/// One icon.
#[component]
pub fn Icon(
    /// Which drawing.
    glyph: Glyph,
    /// The smaller size, for beside small text.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "icon small-icon" } else { "icon" };
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true"><path d=glyph.path()></path></svg> }
}
