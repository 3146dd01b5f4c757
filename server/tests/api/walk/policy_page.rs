//! `docs/policy.md` is printed from the table that the program asks.

use domain::policy::{Act, Standing, TABLE};
use std::{env, fs, path::Path};

/// Set to write the page anew instead of comparing it.
const WRITE: &str = "SHANGLIANG_WRITE_DOCS";

const HEAD: &str = "# Who may do what\n\n\
    Printed from `domain::policy::TABLE` by a test (`SHANGLIANG_WRITE_DOCS=1 cargo nextest run -p server policy_page`); what no line\n\
    allows is refused. A role counts where its scope reaches the record's feed: a committee reaches all of its feeds, a venue its own,\n\
    a special committee what comes under it. The walk in `server/tests/api/walk` tries every act with every role.\n\n\
    | role | on | acts | whose records |\n|---|---|---|---|\n";

fn act(act: &Act) -> String {
    match act {
        Act::Review(review) => format!("{review:?}").to_lowercase(),
        Act::SignIn => "sign in at the door".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for line in TABLE {
        let kinds: Vec<_> = line.kinds.iter().map(|kind| format!("{} `{kind}`", kind.zh())).collect();
        let acts: Vec<_> = line.acts.iter().map(act).collect();
        let whose = match line.standing {
            Standing::Own => "own",
            Standing::Listed => "own, and where one is listed",
            Standing::Other => "all",
        };
        let (role, id) = (line.role.zh(), line.role.id());
        page.push_str(&format!("| {role} `{id}` | {} | {} | {whose} |\n", kinds.join(", "), acts.join(", ")));
    }
    page
}

#[test]
fn the_page_says_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/policy.md");
    if env::var_os(WRITE).is_some() {
        fs::write(&path, page()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(written, page(), "docs/policy.md is out of date: run the test with {WRITE}=1");
}
