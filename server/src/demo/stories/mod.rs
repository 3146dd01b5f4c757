//! What happened in the invented year: matters that begin with a visit and are followed up, each told once.

mod room;
mod station;
mod studio;
mod studios;
mod towns_north;
mod towns_south;

use domain::activity::ActivityType;

/// A matter, followed from step to step at one place.
pub struct Story {
    /// Where, in words.
    pub place: &'static str,
    /// What was done about it, in order.
    pub steps: &'static [Step],
}

/// One activity as it is told.
pub struct Told {
    /// Where, in words.
    pub place: &'static str,
    /// What it was.
    pub kind: ActivityType,
    /// Persons, person-times, problems solved.
    pub measures: [i64; 3],
    /// What happened.
    pub text: &'static str,
}

impl Story {
    /// Its activities, in order.
    pub fn told(&self) -> impl Iterator<Item = Told> {
        let told =
            |Step(kind, measures, text): &Step| Told { place: self.place, kind: *kind, measures: *measures, text };
        self.steps.iter().map(told)
    }
}

/// One activity: what it was, [persons, person-times, problems solved], and what happened.
pub struct Step(pub ActivityType, pub [i64; 3], pub &'static str);

/// A line of the tables.
pub const fn t(place: &'static str, kind: ActivityType, measures: [i64; 3], text: &'static str) -> Told {
    Told { place, kind, measures, text }
}

/// What happens at the other studios, then at the liaison groups of the towns, the oldest first.
pub fn elsewhere() -> impl Iterator<Item = &'static [Told]> {
    studios::TOLD.iter().chain(&towns_north::TOLD).chain(&towns_south::TOLD).copied()
}

/// The matters of the first three venues, in the order of [`super::places::VENUES`].
pub const STORIES: [&[Story]; 3] = [station::STORIES, room::STORIES, studio::STORIES];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_activities_tell_the_same() {
        let texts: Vec<&str> =
            STORIES.iter().flat_map(|venue| venue.iter()).flat_map(|s| s.steps).map(|s| s.2).collect();
        let beginnings: BTreeSet<String> = texts.iter().map(|text| text.chars().take(12).collect()).collect();
        assert_eq!(beginnings.len(), texts.len());
        assert!(texts.len() >= 100, "{}", texts.len());
        assert!(texts.iter().all(|text| !text.contains("代表")));
    }
}
