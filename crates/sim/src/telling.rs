//! What happens, in lines for a trace: ids by their last digits, feeds by their kind and the last digits of theirs.

use crate::network::Answer;
use domain::id::{Feed, RecordId};
use sync::{
    client::Edit,
    wire::{Act, Op, OpResult, Outcome, SyncRequest},
};

/// The most of an act that is told, in characters.
const LONGEST: usize = 160;

/// A record by the last digits of its id.
pub fn short(rec: RecordId) -> String {
    format!("{:04x}", rec.0.as_u128() & 0xffff)
}

/// A feed by its kind and the last digits of its id.
pub fn home(feed: Feed) -> String {
    let text = feed.to_string();
    let kind = text.split(':').next().unwrap_or_default();
    format!("{kind} {}", text.get(text.len().saturating_sub(2)..).unwrap_or_default())
}

fn act(act: &Act) -> String {
    let whole = serde_json::to_string(act).unwrap_or_default();
    whole.replace("00000000-0000-0000-0000-0000000000", "…").chars().take(LONGEST).collect()
}

/// An operation in a line.
pub fn brief(op: &Op) -> String {
    format!("n{} {} base {} {}", op.n, short(op.rec), op.base, act(&op.act))
}

/// What somebody saves, each with its key.
pub fn edits(edits: &[Edit], replaced: &[u64]) -> String {
    let made: Vec<String> = edits.iter().map(|edit| format!("{} {}", short(edit.rec), act(&edit.act))).collect();
    let instead = if replaced.is_empty() { String::new() } else { format!(" instead of {replaced:?}") };
    format!("{}{instead}", if made.is_empty() { "nothing".into() } else { made.join("; ") })
}

/// A request in a line.
pub fn asked(request: &SyncRequest) -> String {
    let cursors: Vec<String> = request.cursors.iter().map(|(feed, seq)| format!("{} {seq}", home(*feed))).collect();
    let ops: Vec<String> = request.ops.iter().map(brief).collect();
    let anew: Vec<String> = request.rebuild.iter().map(|feed| home(*feed)).collect();
    let anew = if anew.is_empty() { String::new() } else { format!(", anew {}", anew.join(", ")) };
    format!("as {:x} from [{}]{anew}: {}", request.device.0, cursors.join(", "), listed(&ops))
}

/// What became of operations, in a line.
pub fn results(results: &[OpResult]) -> String {
    let each = results.iter().map(|result| match &result.outcome {
        Outcome::Applied { ver } => format!("n{} is v{ver}", result.n),
        Outcome::Refused(refusal) => format!("n{} {}", result.n, refusal.code),
        Outcome::Held { .. } => format!("n{} held", result.n),
    });
    listed(&each.collect::<Vec<_>>())
}

/// An answer in a line.
pub fn heard(answer: &Answer) -> String {
    let Answer::Reply(reply) = answer else { return format!("{answer:?}") };
    let pages = reply.feeds.iter().map(|(feed, page)| {
        let rows = page.changes.iter().map(|row| {
            let deleted = if row.del { " deleted" } else { "" };
            format!("{} v{}{deleted}", short(row.rec), row.ver)
        });
        let reset = if page.reset { " from the beginning" } else { "" };
        let more = if page.more { " and more" } else { "" };
        format!("{} to {}{reset} [{}]{more}", home(*feed), page.seq, rows.collect::<Vec<_>>().join(", "))
    });
    format!("{}; {}", results(&reply.results), listed(&pages.collect::<Vec<_>>()))
}

fn listed(parts: &[String]) -> String {
    if parts.is_empty() { "nothing".into() } else { parts.join("; ") }
}
