//! A month as a table of days, each with a dot for what was held and a ring for what is announced.

use leptos::prelude::*;

/// One day of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridDay<T> {
    /// What is chosen by pressing it.
    pub value: T,
    /// Its number in the month.
    pub number: i8,
    /// What it is read aloud as.
    pub label: String,
    /// Whether something was held.
    pub done: bool,
    /// Whether something is announced.
    pub planned: bool,
    /// Whether it is today.
    pub today: bool,
}

/// The table.
#[component]
pub fn MonthGrid<T>(
    /// What it is called.
    #[prop(into)]
    label: Signal<String>,
    /// The heads of the seven columns.
    heads: Vec<&'static str>,
    /// The weeks; a place before the first or behind the last day is `None`.
    #[prop(into)]
    weeks: Signal<Vec<Vec<Option<GridDay<T>>>>>,
    /// The chosen day.
    #[prop(into)]
    chosen: Signal<T>,
    /// Called with the day that is pressed.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let day = move |day: GridDay<T>| {
        let GridDay { value, number, label, done, planned, today } = day;
        let class = if today { "day today" } else { "day" };
        view! {
            <button
                type="button"
                class=class
                aria-label=label
                aria-pressed=move || (chosen.get() == value).to_string()
                aria-current=today.then_some("date")
                on:click=move |_| on_choose.run(value)
            >
                <span>{number}</span>
                <span class="dots">
                    {done.then(|| view! { <i class="dot"></i> })}
                    {planned.then(|| view! { <i class="dot ring"></i> })}
                </span>
            </button>
        }
    };
    let week = move |days: Vec<Option<GridDay<T>>>| {
        let cell = move |of: Option<GridDay<T>>| view! { <td>{of.map(day)}</td> };
        view! { <tr>{days.into_iter().map(cell).collect_view()}</tr> }
    };
    view! {
        <table class="month-grid" aria-label=move || label.get()>
            <thead><tr>{heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
            <tbody>{move || weeks.get().into_iter().map(week).collect_view()}</tbody>
        </table>
    }
}
