//! Every component is shown on the page of components, where it is looked at in all its modes.

use super::Finding;
use super::sources::Source;

const COMPONENTS: &str = "app/src/components/";
const SPECIMENS: &str = "app/src/pages/desk/specimens/";

/// Finds components that neither the page of components draws nor another component does.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let drawing: Vec<&Source> = sources.iter().filter(|source| source.is_in(&[COMPONENTS, SPECIMENS])).collect();
    let is_drawn = |name: &str| drawing.iter().any(|source| draws(source, name));
    let components = sources.iter().filter(|source| source.is_in(&[COMPONENTS]));
    let named = components.flat_map(|source| components_of(source).map(move |(line, name)| (source, line, name)));
    named
        .filter(|(_, _, name)| !is_drawn(name))
        .map(|(source, line, name)| {
            let what = format!("`{name}` is not on the page of components: show it in {SPECIMENS}");
            Finding::new(source.at(line), what)
        })
        .collect()
}

/// The components that a file offers to others, with their lines.
fn components_of(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let mut is_marked = false;
    source.code().filter_map(move |(number, line)| {
        let line = line.trim();
        if line == "#[component]" {
            is_marked = true;
            return None;
        }
        let begins = line.contains("fn ");
        let name = line.strip_prefix("pub fn ").filter(|_| is_marked).map(word);
        is_marked &= !begins;
        name.map(|name| (number, name))
    })
}

/// Whether a file draws a component: an element of that very name.
fn draws(source: &Source, name: &str) -> bool {
    source.code().any(|(_, line)| line.split('<').skip(1).any(|rest| word(rest) == name))
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::super::sources::sample;
    use super::*;

    const CARD: &str =
        "#[component]\npub fn Card(\n    words: String,\n) -> impl IntoView {\n}\n#[component]\nfn Inner() {}\n";

    fn found(specimens: &str) -> usize {
        let shown = sample("app/src/pages/desk/specimens/places.rs", specimens);
        check(&[sample("app/src/components/card.rs", CARD), shown]).len()
    }

    #[test]
    fn a_component_that_is_not_shown_is_found_and_one_that_is_shown_is_not() {
        assert_eq!(found("view! { <Cards /> <p>Card</p> }"), 1);
        assert_eq!(found("// <Card />"), 1, "a comment shows nothing");
        assert_eq!(found("view! { <Card words=words /> }"), 0);
        assert_eq!(found("view! { <Card<u8> words=words /> }"), 0);
    }

    #[test]
    fn a_component_shown_by_another_one_is_shown() {
        let list = sample("app/src/components/list.rs", "#[component]\npub fn List() { view! { <Card/> } }");
        let page = sample("app/src/pages/desk/specimens/places.rs", "view! { <List /> }");
        assert_eq!(check(&[sample("app/src/components/card.rs", CARD), list, page]), []);
    }
}
