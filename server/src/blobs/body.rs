//! The body of a `PATCH`: read piece by piece, so that what a broken line brought is not lost.

use axum::body::{Body, BodyDataStream};
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::{Bytes, BytesMut};
use domain::problem::Code;
use futures_util::StreamExt;
use sha2::Digest;
use std::time::Duration;
use tokio::time::timeout;

/// What is written at a time, in bytes: as much as a phone sends at a time.
pub const PIECE: usize = 256 * 1024;

/// A line that says nothing for so long is taken for broken: a phone that went out of reach does not hang up.
const SILENCE: Duration = Duration::from_secs(30);

/// What comes next of a body.
pub enum Next {
    /// So many bytes.
    Piece(Bytes),
    /// Nothing more.
    End,
    /// The line broke; these came before.
    Broken(Bytes),
}

/// A body, handed out in pieces of [`PIECE`] bytes.
pub struct Pieces {
    stream: BodyDataStream,
    waiting: BytesMut,
    ended: bool,
}

impl Pieces {
    /// Nothing is read yet.
    pub fn of(body: Body) -> Pieces {
        Pieces { stream: body.into_data_stream(), waiting: BytesMut::new(), ended: false }
    }

    /// The next piece.
    pub async fn next(&mut self) -> Next {
        while self.waiting.len() < PIECE && !self.ended {
            match timeout(SILENCE, self.stream.next()).await {
                Ok(Some(Ok(bytes))) => self.waiting.extend_from_slice(&bytes),
                Ok(None) => self.ended = true,
                Ok(Some(Err(_))) | Err(_) => {
                    self.ended = true;
                    return Next::Broken(std::mem::take(&mut self.waiting).freeze());
                }
            }
        }
        let piece = self.waiting.split_to(self.waiting.len().min(PIECE)).freeze();
        if piece.is_empty() { Next::End } else { Next::Piece(piece) }
    }

    /// All of it, if it is at most so long.
    ///
    /// # Errors
    /// [`Code::BlobTooLarge`] where it is longer, [`Code::Malformed`] where the line broke.
    pub async fn all(mut self, most: u64) -> Result<Bytes, Code> {
        let mut all = BytesMut::new();
        loop {
            match self.next().await {
                Next::Piece(piece) => all.extend_from_slice(&piece),
                Next::End => return Ok(all.freeze()),
                Next::Broken(_) => return Err(Code::Malformed),
            }
            if all.len() as u64 > most {
                return Err(Code::BlobTooLarge);
            }
        }
    }
}

/// What a body must hash to, as `Upload-Checksum` says.
pub struct Checksum {
    algorithm: Algorithm,
    digest: Vec<u8>,
}

#[derive(Clone, Copy)]
enum Algorithm {
    Sha1,
    Sha256,
}

impl Checksum {
    /// The names that `Tus-Checksum-Algorithm` lists.
    pub const ALGORITHMS: &'static str = "sha1,sha256";

    /// Reads `sha256 <base64>`.
    ///
    /// # Errors
    /// [`Code::ChecksumUnknown`] where it is of another sort, [`Code::Malformed`] where it cannot be read.
    pub fn read(header: &str) -> Result<Checksum, Code> {
        let (name, digest) = header.split_once(' ').ok_or(Code::Malformed)?;
        let algorithm = match name {
            "sha1" => Algorithm::Sha1,
            "sha256" => Algorithm::Sha256,
            _ => return Err(Code::ChecksumUnknown),
        };
        Ok(Checksum { algorithm, digest: STANDARD.decode(digest.trim()).map_err(|_| Code::Malformed)? })
    }

    /// Whether these are the bytes meant.
    pub fn fits(&self, bytes: &[u8]) -> bool {
        match self.algorithm {
            Algorithm::Sha1 => sha1::Sha1::digest(bytes).as_slice() == self.digest,
            Algorithm::Sha256 => sha2::Sha256::digest(bytes).as_slice() == self.digest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_fits_its_bytes_only() {
        for header in ["sha1 qpmrP1K0zWjcPgWdLXC9LGqLCl0=", "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="] {
            let sum = Checksum::read(header).unwrap();
            assert!(!sum.fits(b"abd"), "{header}");
        }
        let sum = Checksum::read("sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=").unwrap();
        assert!(sum.fits(b"abc"));
        assert!(matches!(Checksum::read("md5 AAAA"), Err(Code::ChecksumUnknown)));
        assert!(matches!(Checksum::read("sha256"), Err(Code::Malformed)));
        assert!(matches!(Checksum::read("sha256 *"), Err(Code::Malformed)));
    }

    #[tokio::test]
    async fn a_body_comes_in_pieces_and_a_broken_one_says_what_came_before() {
        let bytes = vec![7_u8; PIECE + 10];
        let mut pieces = Pieces::of(Body::from(bytes));
        assert!(matches!(pieces.next().await, Next::Piece(piece) if piece.len() == PIECE));
        assert!(matches!(pieces.next().await, Next::Piece(piece) if piece.len() == 10));
        assert!(matches!(pieces.next().await, Next::End));
        let parts = [Ok(Bytes::from_static(b"abc")), Err(std::io::Error::other("cut"))];
        let mut broken = Pieces::of(Body::from_stream(futures_util::stream::iter(parts)));
        assert!(matches!(broken.next().await, Next::Broken(came) if came.as_ref() == b"abc"));
        assert!(matches!(broken.next().await, Next::End));
        let long = Pieces::of(Body::from(vec![0; 11]));
        assert_eq!(long.all(10).await, Err(Code::BlobTooLarge));
    }
}
