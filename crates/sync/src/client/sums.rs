//! The number and the digest of the rows of each feed, kept up with every row: adding them up anew takes as long as a large
//! roster is, and a phone would stand still for it.

use super::stored::HomedRow;
use crate::digest;
use domain::id::Feed;

/// What is known of some feeds. It follows from the rows, so two of them are never different in what they mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums(Vec<Sum>);

#[derive(Debug, Clone, Copy)]
struct Sum {
    feed: Feed,
    rows: u64,
    digest: u64,
}

impl PartialEq for Sums {
    fn eq(&self, _: &Sums) -> bool {
        true
    }
}

impl Sums {
    /// The number and the digest of a feed's rows, counted now where they are not known: `rows` are all of them.
    pub(super) fn of<'a>(&mut self, feed: Feed, rows: impl Iterator<Item = &'a HomedRow>) -> (u64, u64) {
        if self.find(feed).is_none() {
            self.follow(feed);
            rows.for_each(|row| self.comes(row));
        }
        self.find(feed).map_or((0, 0), |sum| (sum.rows, sum.digest))
    }

    /// From now on a feed is followed, of which nothing is here.
    pub(super) fn follow(&mut self, feed: Feed) {
        if self.find(feed).is_none() {
            self.0.push(Sum { feed, rows: 0, digest: 0 });
        }
    }

    /// A row is here now.
    pub(super) fn comes(&mut self, row: &HomedRow) {
        self.change(row, |rows| rows + 1);
    }

    /// A row is not here any more.
    pub(super) fn goes(&mut self, row: &HomedRow) {
        self.change(row, |rows| rows - 1);
    }

    fn change(&mut self, row: &HomedRow, count: impl Fn(u64) -> u64) {
        if let Some(sum) = self.find(row.feed).filter(|_| !row.row.del) {
            sum.rows = count(sum.rows);
            sum.digest ^= digest::row(row.row.rec, row.row.ver);
        }
    }

    fn find(&mut self, feed: Feed) -> Option<&mut Sum> {
        self.0.iter_mut().find(|sum| sum.feed == feed)
    }
}
