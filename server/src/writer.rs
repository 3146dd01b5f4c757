//! The one task that takes pushes in: it groups what waits, writes it as one set, then acknowledges.

use crate::{
    clock::Clock,
    error::ApiError,
    store::{Answer, Incoming, Store, StoreError},
};
use std::sync::Arc;
use sync::wire::OpResult;
use tokio::{
    sync::{Notify, mpsc, oneshot},
    task::{JoinError, JoinHandle},
};

/// Pushes that may wait; further ones are told to come back. Whoever waits here is served in turn, and sooner than whoever is
/// sent away for seconds; a waiting push takes some 20 kB.
const QUEUE: usize = 8_192;
/// Pushes written in one transaction.
const GROUP: usize = 100;
/// When a phone that found the queue full comes back, in seconds, and up to as many again.
const RETRY_AFTER: u64 = 4;

/// One push on its way to the disk.
#[derive(Debug)]
pub struct Waiting {
    incoming: Incoming,
    reply: oneshot::Sender<Result<Answer, StoreError>>,
}

/// The way to the writer task; clones share it.
#[derive(Debug, Clone)]
pub struct Writer(mpsc::Sender<Waiting>);

/// The writer task.
#[derive(Debug)]
pub struct Writing {
    task: JoinHandle<()>,
    close: oneshot::Sender<()>,
}

impl Writing {
    /// Takes nothing in any more, writes what waits, and ends; also where a request that was left unfinished still
    /// holds a [`Writer`].
    ///
    /// # Errors
    /// Where the task panicked.
    pub async fn end(self) -> Result<(), JoinError> {
        // It has ended by itself where every writer is gone.
        let _ = self.close.send(());
        self.task.await
    }
}

/// Starts the writer task.
///
/// `written` is notified after every commit.
pub fn start(store: Arc<dyn Store>, clock: Clock, written: Arc<Notify>) -> (Writer, Writing) {
    let (sender, receiver) = mpsc::channel(QUEUE);
    let (close, closing) = oneshot::channel();
    let task = tokio::spawn(run(store, clock, written, receiver, closing));
    (Writer(sender), Writing { task, close })
}

impl Writer {
    /// Whether more waits than the next group takes in.
    pub fn is_pressed(&self) -> bool {
        self.0.max_capacity() - self.0.capacity() > GROUP
    }

    /// Hands a push over and waits until it is on the disk.
    ///
    /// # Errors
    /// [`Code::Overloaded`] where the queue is full or the server is ending; what the group decided against the whole
    /// push; a failing store.
    pub async fn push(&self, incoming: Incoming) -> Result<Vec<OpResult>, ApiError> {
        let (reply, answer) = oneshot::channel();
        self.0.try_send(Waiting { incoming, reply }).map_err(|_| ApiError::overloaded(RETRY_AFTER))?;
        Ok(answer.await.map_err(|_| ApiError::Internal("the writer has ended"))???)
    }
}

async fn run(
    store: Arc<dyn Store>,
    clock: Clock,
    written: Arc<Notify>,
    mut receiver: mpsc::Receiver<Waiting>,
    mut closing: oneshot::Receiver<()>,
) {
    let mut group = Vec::with_capacity(GROUP);
    // While one group is being written the next one gathers by itself: no timer is needed.
    while gather(&mut receiver, &mut closing, &mut group).await > 0 {
        let (pushes, replies): (Vec<Incoming>, Vec<_>) =
            group.drain(..).map(|waiting| (waiting.incoming, waiting.reply)).unzip();
        match store.apply(&pushes, clock()).await {
            Ok(answers) => {
                for (reply, answer) in replies.into_iter().zip(answers) {
                    // Whoever has hung up asks again and gets the same answer.
                    let _ = reply.send(Ok(answer));
                }
            }
            Err(error) => {
                tracing::warn!(%error, pushes = pushes.len(), "a group failed; each push is tried alone");
                for (reply, push) in replies.into_iter().zip(pushes) {
                    let _ = reply.send(alone(&*store, push, clock()).await);
                }
            }
        }
        written.notify_one();
    }
}

/// The next pushes; none at the end.
async fn gather(
    receiver: &mut mpsc::Receiver<Waiting>,
    closing: &mut oneshot::Receiver<()>,
    group: &mut Vec<Waiting>,
) -> usize {
    if !receiver.is_closed() {
        tokio::select! {
            taken = receiver.recv_many(group, GROUP) => return taken,
            _ = closing => receiver.close(),
        }
    }
    receiver.recv_many(group, GROUP).await
}

async fn alone(store: &dyn Store, push: Incoming, now: u64) -> Result<Answer, StoreError> {
    let answers = store.apply(&[push], now).await?;
    answers.into_iter().next().ok_or_else(|| StoreError::Corrupt("a push without an answer".into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        id::{DeviceId, UserId},
        problem::Code,
    };
    use sync::{
        server::{Actor, group::Push},
        wire::OutboxReport,
    };

    #[tokio::test]
    async fn a_full_queue_tells_phones_when_to_come_back() {
        let (sender, _kept) = mpsc::channel(1);
        let writer = Writer(sender);
        let actor = Actor { user: UserId(uuid::Uuid::nil()), member: None, held: Vec::new(), lost: Vec::new() };
        let push = Push { device: DeviceId(1), actor, epoch: None, ops: Vec::new() };
        let incoming = Incoming { push, waiting: OutboxReport::default() };
        let (first, second) = (writer.clone(), incoming.clone());
        tokio::spawn(async move { first.push(second).await });
        tokio::task::yield_now().await;
        let Err(ApiError::Later(Code::Overloaded, seconds)) = writer.push(incoming).await else {
            panic!("the queue took more than it holds")
        };
        assert!((RETRY_AFTER..2 * RETRY_AFTER).contains(&seconds));
    }
}
