//! Finding members and venues by what somebody typed.

use crate::store::{ScopeRow, StoreError, cells::to_json, readings::scope_row};
use domain::{id::CommitteeId, search::split_cjk};
use sqlx::SqliteConnection;

/// Members and venues of some committees that answer to what was typed: characters of the name or the place, pinyin or
/// its initials from the start, of a person from the start of the given name too. Members first, by name.
pub async fn roster(
    tx: &mut SqliteConnection,
    committees: &[CommitteeId],
    typed: &str,
    limit: u32,
) -> Result<Vec<ScopeRow>, StoreError> {
    let Some(wanted) = wanted(typed) else { return Ok(Vec::new()) };
    let read = "select record.* from roster_text cross join record on record.pk = roster_text.rowid \
         where roster_text match ? and roster_text.committee in (select value from json_each(?)) and record.del = 0 \
         order by record.kind, record.body ->> 'name', record.pk limit ?";
    let rows = sqlx::query(read).bind(wanted).bind(to_json(&committees)?).bind(limit).fetch_all(tx).await?;
    rows.iter().map(scope_row).collect()
}

/// What the index is asked; its words are written in capitals. Nothing typed can be taken for a word of its language: only letters, digits and spaces are
/// left, in quotes.
fn wanted(typed: &str) -> Option<String> {
    let words = split_cjk(typed);
    if words.is_empty() {
        return None;
    }
    let keys: String = typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let letters_only = typed.chars().all(|c| c.is_ascii() || c.is_whitespace());
    let by_words = format!("words : \"{words}\" *");
    Some(if letters_only { format!("({by_words}) OR (keys : \"{keys}\" *)") } else { by_words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stays_between_quotes() {
        assert_eq!(wanted("明远").as_deref(), Some("words : \"明 远\" *"));
        assert_eq!(wanted(" z m ").as_deref(), Some("(words : \"z m\" *) OR (keys : \"zm\" *)"));
        assert_eq!(wanted("\" or *)"), Some("(words : \"or\" *) OR (keys : \"or\" *)".into()));
        assert_eq!(wanted(" ，。"), None);
    }
}
