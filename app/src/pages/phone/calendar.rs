//! 日历: a month with its dots, the day below it; one's own, a venue's, or all that this phone holds.

use super::{
    calendar_month::{Month, Whose, crowds, month, weeks},
    record_words,
    roster::use_roster,
    screen::Screen,
};
use crate::{
    components::{
        button::{IconButton, LinkButton},
        icon::Glyph,
        list_row::ListRow,
        month_grid::{GridDay, MonthGrid},
        note::Note,
        segmented::{Segment, Segmented},
        tone::Tone,
    },
    routes::phone as route,
    state::use_app,
    text::{calendar as words, time},
};
use domain::{crowding::Spot, id::RecordId, kind::Kind};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use leptos::prelude::*;

const HEADS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The calendar.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let app = use_app();
    let today = app.today();
    let chosen = RwSignal::new(today);
    let first = Memo::new(move |_| chosen.get().first_of_month());
    let whose = RwSignal::new(Whose::Mine);
    let on_days = Memo::new(move |_| month(app, whose.get(), first.get()));
    view! {
        <Screen
            title=words::title()
            back=route::HOME
            actions=move || view! {
                <div class="actions">
                    <LinkButton href=route::PLAN_ACTIVITY label=words::plan_here() glyph=Glyph::Plus block=true/>
                </div>
            }
        >
            <Scope whose=whose/>
            <section class="card stack">
                <MonthBar first=first on_days=on_days on_turn=move |day: Date| chosen.set(day) chosen=chosen/>
                <Grid first=first on_days=on_days chosen=chosen today=today/>
                <p class="legend">
                    <span><i class="dot"></i>{words::done()}</span>
                    <span><i class="dot ring"></i>{words::planned()}</span>
                </p>
            </section>
            <Crowds first=first/>
            <DayList chosen=chosen on_days=on_days/>
            <p class="small ink-2">{words::on_phone()}</p>
        </Screen>
    }
}

/// Whose activities are shown.
#[component]
fn Scope(
    /// The choice.
    whose: RwSignal<Whose>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let venues = Memo::new(move |_| app.my_venues());
    move || {
        let venues = venues.get();
        let roster = roster.read();
        let name = |venue| match venues[..] {
            [_] => words::venue().to_owned(),
            _ => roster.venue(venue).unwrap_or(words::venue()).to_owned(),
        };
        let of_venues = venues.iter().map(|venue| Segment::plain(Whose::Venue(*venue), name(*venue)));
        let mine = Segment::plain(Whose::Mine, words::mine());
        let segments: Vec<_> =
            [mine].into_iter().chain(of_venues).chain([Segment::plain(Whose::All, words::all())]).collect();
        view! { <Segmented label=words::whose() segments=segments chosen=whose on_choose=move |to| whose.set(to)/> }
    }
}

/// The name of the month between its arrows.
#[component]
fn MonthBar(
    /// Its first day.
    first: Memo<Date>,
    /// What is on its days.
    on_days: Memo<Month>,
    /// The chosen day.
    chosen: RwSignal<Date>,
    /// Called with a day of the month that is turned to.
    #[prop(into)]
    on_turn: Callback<Date>,
) -> impl IntoView {
    // The same day of the other month, or its last.
    let turn = move |months: i64| on_turn.run(chosen.get_untracked().saturating_add(months.months()));
    let counts = move || {
        let of = on_days.read();
        let sum = |part: fn(&super::calendar_month::OnDay) -> usize| of.values().map(part).sum::<usize>();
        words::month_counts(sum(|on| on.done.len()), sum(|on| on.planned.len()))
    };
    view! {
        <div class="month-bar">
            <IconButton glyph=Glyph::Left label=words::earlier().to_owned() on_press=move || turn(-1)/>
            <div class="center" aria-live="polite">
                <h2>{move || time::month(first.get())}</h2>
                <p class="small ink-2">{counts}</p>
            </div>
            <IconButton glyph=Glyph::Right label=words::later().to_owned() on_press=move || turn(1)/>
        </div>
    }
}

/// The table of days.
#[component]
fn Grid(
    /// The first day of the month.
    first: Memo<Date>,
    /// What is on its days.
    on_days: Memo<Month>,
    /// The chosen day.
    chosen: RwSignal<Date>,
    /// Today.
    today: Date,
) -> impl IntoView {
    let day = move |day: Date, of: &Month| {
        let (done, planned) = of.get(&day).map_or((0, 0), |on| (on.done.len(), on.planned.len()));
        let said = time::day(day, today);
        let label = if done + planned == 0 { words::day_free(said) } else { words::day_label(said, done, planned) };
        GridDay { value: day, number: day.day(), label, done: done > 0, planned: planned > 0, today: day == today }
    };
    let rows = Signal::derive(move || {
        let of = on_days.read();
        let row = |week: Vec<Option<Date>>| week.into_iter().map(|at| at.map(|at| day(at, &of))).collect::<Vec<_>>();
        weeks(first.get()).into_iter().map(row).collect::<Vec<_>>()
    });
    let label = Signal::derive(move || time::month(first.get()));
    let heads = HEADS.map(words::weekday).to_vec();
    view! { <MonthGrid label=label heads=heads weeks=rows chosen=chosen on_choose=move |day| chosen.set(day)/> }
}

/// What is crowded in this month.
#[component]
fn Crowds(
    /// The first day of the month.
    first: Memo<Date>,
) -> impl IntoView {
    let app = use_app();
    let found = Memo::new(move |_| crowds(app, first.get()));
    let sentence = move |(spot, plans): (Spot, Vec<domain::crowding::Plan>)| {
        let (from, until) = plans.first().zip(plans.last())?;
        let place = match spot {
            Spot::Place(place) => place,
            Spot::Unit(unit) => app.part_names(Kind::ContactUnit).remove(&unit).unwrap_or_default(),
        };
        let said = |day: Date| time::day(day, app.today());
        Some(view! { <p>{words::crowded(&place, said(from.day), said(until.day), plans.len())}</p> })
    };
    move || {
        let crowds = found.get();
        (!crowds.is_empty()).then(|| {
            view! {
                <Note tone=Tone::Wait glyph=Glyph::Alert>{crowds.into_iter().filter_map(sentence).collect_view()}</Note>
            }
        })
    }
}

/// What is on the chosen day.
#[component]
fn DayList(
    /// The chosen day.
    chosen: RwSignal<Date>,
    /// What is on the days of its month.
    on_days: Memo<Month>,
) -> impl IntoView {
    let app = use_app();
    let roster = use_roster();
    let recs = Memo::new(move |_| -> Vec<RecordId> {
        let of = on_days.read();
        of.get(&chosen.get()).map(|on| on.planned.iter().chain(&on.done).copied().collect()).unwrap_or_default()
    });
    let row = move |rec: RecordId| {
        let view = app.record(rec)?;
        let activity = domain::activity::Activity(&view.body);
        let clock = activity.start().map(time::clock);
        let place = record_words::place(&view.body, &roster.read());
        let detail: Vec<String> = clock.into_iter().chain(place).collect();
        let glyph = Glyph::of_activity(activity.kind());
        let (title, badges) = (record_words::title(&view.body), record_words::badges(&view));
        Some(view! {
            <li><ListRow href=route::record(rec) glyph=glyph title=title detail=detail.join(" · ") badges=badges/></li>
        })
    };
    view! {
        <section class="group" aria-live="polite">
            <h2>{move || time::long_day(chosen.get())}</h2>
            <p class="small ink-2" hidden=move || !recs.read().is_empty()>{words::nothing()}</p>
            <ul class="list boxed" hidden=move || recs.read().is_empty()>
                {move || recs.get().into_iter().filter_map(row).collect_view()}
            </ul>
        </section>
    }
}
