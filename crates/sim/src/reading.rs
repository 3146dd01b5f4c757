//! The server's read path: what a user is granted, and what a device still needs of it.

use crate::{cast, server::Server, wiring::Wiring};
use domain::{
    id::{Feed, UserId},
    policy::{Grant, grants},
};
use std::collections::BTreeMap;
use sync::{
    server::{
        pull::{self, Budget},
        record::{FeedHead, Record},
    },
    wire::{GrantList, OpResult, Page, SyncReply, SyncRequest},
};

impl Server {
    /// What a user is granted now.
    pub fn granted(&self, user: UserId) -> GrantList {
        let held = self.accounts.get(&user).map(|actor| actor.held.as_slice()).unwrap_or_default();
        let feeds: Vec<Grant> = grants(cast::COMMITTEE, held);
        let sum = feeds.iter().flat_map(|grant| grant.id.to_string().into_bytes());
        let hash = sum.fold(0_u64, |hash, byte| hash.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte));
        GrantList { hash: format!("{hash:016x}"), feeds }
    }

    /// The whole reply, read in one snapshot.
    ///
    /// `chunk` rows are read at a time, and `want` is the most bytes that the reply may carry.
    pub fn reply(
        &self,
        request: &SyncRequest,
        user: UserId,
        results: Vec<OpResult>,
        (now, chunk, want): (u64, usize, u64),
        wiring: &dyn Wiring,
    ) -> SyncReply {
        let granted = self.granted(user);
        let heads: Vec<FeedHead> =
            granted.feeds.iter().filter_map(|grant| self.rows.feeds.get(&grant.id).copied()).collect();
        let mut budget = Budget::new(request.want_bytes.min(want));
        let mut feeds: BTreeMap<Feed, Page> = BTreeMap::new();
        for wanted in pull::wanted(request, &heads, &self.rows.epoch) {
            if budget.is_spent() {
                feeds.extend([pull::unreached(&wanted)]);
                continue;
            }
            let after: Vec<&Record> = self.after(wanted.head.feed, wanted.after);
            let rows = after.iter().take(chunk).map(|record| (record.row(), 200 + 30 * record.body.0.len() as u64));
            feeds.extend([wiring.page(&wanted, rows.collect(), after.len() <= chunk, &mut budget)]);
        }
        let missing_blobs = self.missing_photos(&granted.feeds.iter().map(|grant| grant.id).collect());
        let missing_blobs = missing_blobs.into_iter().collect();
        let known = request.grants.as_ref() == Some(&granted.hash);
        let grants = if known { None } else { Some(granted) };
        SyncReply { epoch: self.rows.epoch.clone(), now, results, grants, feeds, missing_blobs }
    }

    /// The records of a feed behind a seq, in its order.
    pub fn after(&self, feed: Feed, seq: u64) -> Vec<&Record> {
        let mut rows: Vec<&Record> =
            self.rows.records.values().filter(|record| record.feed == feed && record.seq > seq).collect();
        rows.sort_by_key(|record| record.seq);
        rows
    }
}
