//! What is moved, as the two databases themselves say it, and how a row of SQLite is written for PostgreSQL's `copy`.

use crate::store::{
    StoreError,
    cells::{clean, json, parsed},
    rows::{self, Asked},
};
use domain::{fields::Fields, kind::Kind};
use sqlx::{PgConnection, Row as _, SqliteConnection, sqlite::SqliteRow};
use sync::wire::Outcome;
use uuid::Uuid;

/// A table that both databases have.
pub struct Table {
    /// Its name.
    pub name: String,
    columns: Vec<Column>,
    repeated: Repeated,
}

struct Column {
    name: String,
    sort: Sort,
}

/// How a column is held.
enum Sort {
    /// As the same text in both databases: text, JSON and numbers.
    Plain,
    /// As text in the one and as a `uuid` in the other. The ids of devices have no hyphens in the one.
    Id,
    /// As a number in the one and a `boolean` in the other.
    Flag,
}

/// What only PostgreSQL repeats in columns of its own.
#[derive(Clone, Copy)]
enum Repeated {
    Nothing,
    /// What questions ask of the body of a record.
    OfBody,
    /// The code of an operation that was refused.
    OfOutcome,
}

impl Repeated {
    fn in_table(name: &str) -> Self {
        match name {
            "record" => Repeated::OfBody,
            "op" => Repeated::OfOutcome,
            _ => Repeated::Nothing,
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Repeated::Nothing => &[],
            Repeated::OfBody => &["phase", "start", "wording"],
            Repeated::OfOutcome => &["refused"],
        }
    }

    fn read(self, row: &SqliteRow) -> Result<Vec<Option<String>>, StoreError> {
        Ok(match self {
            Repeated::Nothing => Vec::new(),
            Repeated::OfBody => {
                let (kind, body): (Kind, Fields) = (parsed(row, "kind")?, json(row, "body")?);
                let asked = Asked::of(kind, &body);
                vec![asked.phase, asked.start, asked.wording.map(|number| number.to_string())]
            }
            Repeated::OfOutcome => {
                let outcome: Outcome = json(row, "outcome")?;
                vec![rows::refused(&outcome).map(str::to_owned)]
            }
        })
    }
}

/// Every table but `roster_text`, which each database keeps in its own way; the projector makes it anew.
pub async fn tables(from: &mut SqliteConnection, to: &mut PgConnection) -> Result<Vec<Table>, StoreError> {
    let names = "select name from pragma_table_list \
         where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by name";
    let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut *from).await?;
    let mut tables = Vec::new();
    for name in names {
        let read = "select name from pragma_table_info(?) order by cid";
        let columns: Vec<String> = sqlx::query_scalar(read).bind(&name).fetch_all(&mut *from).await?;
        let mut sorted = Vec::new();
        for column in columns {
            sorted.push(Column { sort: sort(to, &name, &column).await?, name: column });
        }
        tables.push(Table { repeated: Repeated::in_table(&name), name, columns: sorted });
    }
    Ok(tables)
}

async fn sort(to: &mut PgConnection, table: &str, column: &str) -> Result<Sort, StoreError> {
    let read = "select data_type::text from information_schema.columns \
         where table_schema = current_schema() and table_name = $1 and column_name = $2";
    let found: Option<String> = sqlx::query_scalar(read).bind(table).bind(column).fetch_optional(to).await?;
    match found.as_deref() {
        Some("uuid") => Ok(Sort::Id),
        Some("boolean") => Ok(Sort::Flag),
        Some(_) => Ok(Sort::Plain),
        None => Err(StoreError::Unfit(format!("PostgreSQL has no place for {column} of {table}"))),
    }
}

impl Table {
    /// The question that reads all of it from SQLite, each cell as text.
    pub fn select(&self) -> String {
        let cells = self.columns.iter().map(|Column { name, .. }| format!("cast(\"{name}\" as text) as \"{name}\""));
        format!("select {} from \"{}\"", cells.collect::<Vec<_>>().join(", "), self.name)
    }

    /// The table with its columns, as `copy` names it.
    pub fn with_columns(&self) -> String {
        let own = self.columns.iter().map(|column| column.name.as_str());
        let names: Vec<String> =
            own.chain(self.repeated.columns().iter().copied()).map(|name| format!("\"{name}\"")).collect();
        format!("\"{}\" ({})", self.name, names.join(", "))
    }

    /// Adds a row as a line of `copy`, exactly as PostgreSQL itself would write it.
    pub fn write_line(&self, row: &SqliteRow, line: &mut Vec<u8>) -> Result<(), StoreError> {
        for (place, column) in self.columns.iter().enumerate() {
            let cell: Option<&str> = row.try_get(place)?;
            match (&column.sort, cell) {
                (Sort::Id, Some(text)) => {
                    let id = Uuid::try_parse(text);
                    let id = id.map_err(|_| StoreError::Corrupt(format!("{} {text}", column.name)))?;
                    write_cell(line, Some(&id.to_string()));
                }
                (Sort::Flag, Some(text)) => write_cell(line, Some(if text == "0" { "f" } else { "t" })),
                (_, cell) => write_cell(line, cell),
            }
        }
        for cell in self.repeated.read(row)? {
            write_cell(line, cell.as_deref());
        }
        // Each cell has ended with a tab; the last one ends the line.
        if let Some(end) = line.last_mut() {
            *end = b'\n';
        }
        Ok(())
    }
}

fn write_cell(line: &mut Vec<u8>, cell: Option<&str>) {
    let Some(text) = cell else { return line.extend(b"\\N\t") };
    for byte in clean(text).bytes() {
        let escaped = match byte {
            b'\\' => b'\\',
            0x08 => b'b',
            b'\t' => b't',
            b'\n' => b'n',
            0x0b => b'v',
            0x0c => b'f',
            b'\r' => b'r',
            plain => {
                line.push(plain);
                continue;
            }
        };
        line.extend([b'\\', escaped]);
    }
    line.push(b'\t');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_written_as_postgresql_writes_it() {
        let written = |cell| {
            let mut line = Vec::new();
            write_cell(&mut line, cell);
            String::from_utf8(line).unwrap()
        };
        assert_eq!(written(None), "\\N\t");
        assert_eq!(written(Some("")), "\t");
        assert_eq!(written(Some("一\\二\t三\r\n\u{8}\u{b}\u{c}")), "一\\\\二\\t三\\r\\n\\b\\v\\f\t");
        assert_eq!(written(Some("\\N")), "\\\\N\t");
        assert_eq!(written(Some("a\0b")), "a\u{fffd}b\t");
    }
}
