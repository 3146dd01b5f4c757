//! Where the bytes lie: a folder, or a bucket that speaks S3.

use crate::tls;
use anyhow::Context;
use bytes::Bytes;
use domain::{id::UserId, photo::Sha256};
use futures_util::TryStreamExt;
use object_store::{
    Error, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload, aws::AmazonS3Builder, local::LocalFileSystem,
    path::Path, prefix::PrefixStore,
};
use std::sync::Arc;

/// A store of objects. What it says to have written is on the disk.
#[derive(Clone, Debug)]
pub struct Objects(Arc<dyn ObjectStore>);

impl Objects {
    /// Opens `s3://<bucket>[/<folder>]` or a folder, which is made where there is none.
    ///
    /// What a bucket needs to be reached (endpoint, region, key) comes from the usual variables `AWS_…`.
    ///
    /// # Errors
    /// Where the folder cannot be made, or the bucket is not described.
    pub fn open(place: &str) -> anyhow::Result<Objects> {
        if let Some(rest) = place.strip_prefix("s3://") {
            let (bucket, folder) = rest.split_once('/').unwrap_or((rest, ""));
            tls::prepare();
            let store = AmazonS3Builder::from_env().with_bucket_name(bucket).build().context("the bucket")?;
            let folder = Path::parse(folder.trim_end_matches('/')).context("the folder of the bucket")?;
            return Ok(Objects(Arc::new(PrefixStore::new(store, folder))));
        }
        std::fs::create_dir_all(place).with_context(|| format!("cannot make the folder {place}"))?;
        let folder =
            LocalFileSystem::new_with_prefix(place).with_context(|| format!("cannot use the folder {place}"))?;
        Ok(Objects(Arc::new(folder.with_fsync(true).with_automatic_cleanup(true))))
    }

    /// Writes an object, or writes it anew.
    ///
    /// # Errors
    /// Where it may not be on the disk.
    pub async fn put(&self, at: &Path, bytes: Bytes) -> Result<(), Error> {
        self.0.put(at, PutPayload::from_bytes(bytes)).await.map(drop)
    }

    /// Reads an object; `None` where there is none.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn get(&self, at: &Path) -> Result<Option<Bytes>, Error> {
        match self.0.get(at).await {
            Ok(found) => found.bytes().await.map(Some),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Every file with each who has sent it, by what [`sent_at`] says.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn sent(&self) -> Result<Vec<(Sha256, UserId)>, Error> {
        let found: Vec<ObjectMeta> = self.0.list(Some(&Path::from("sent"))).try_collect().await?;
        let read = |at: &Path| {
            let mut parts = at.parts().skip(1);
            let hash = Sha256::read(parts.next()?.as_ref())?;
            Some((hash, parts.next()?.as_ref().parse().ok()?))
        };
        Ok(found.iter().filter_map(|one| read(&one.location)).collect())
    }

    /// Takes every object of a folder away.
    ///
    /// # Errors
    /// Where the store fails.
    pub async fn clear(&self, folder: &Path) -> Result<(), Error> {
        for found in self.0.list(Some(folder)).try_collect::<Vec<ObjectMeta>>().await? {
            match self.0.delete(&found.location).await {
                // Somebody else was faster.
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Where a file lies. Two digits make folders that a person can still list.
pub fn file_at(hash: &Sha256) -> Path {
    Path::from(format!("files/{}/{hash}", &hash.as_str()[..2]))
}

/// Where its thumbnail lies.
pub fn thumbnail_at(hash: &Sha256) -> Path {
    Path::from(format!("thumbs/{}/{hash}", &hash.as_str()[..2]))
}

/// What says who has sent a file. It lies beside the files, so that a database restored from an older backup learns it.
pub fn sent_at(hash: &Sha256, user: UserId) -> Path {
    Path::from(format!("sent/{hash}/{user}"))
}

/// Where the pieces of an upload lie.
pub fn pieces_of(upload: &str) -> Path {
    Path::from(format!("uploads/{upload}"))
}

/// Where the one lies that begins at an offset.
pub fn piece_at(upload: &str, offset: u64) -> Path {
    pieces_of(upload).join(offset.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_object_is_written_read_and_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let objects = Objects::open(folder.path().join("new").to_str().unwrap()).unwrap();
        let at = file_at(&Sha256::of(b"one"));
        assert_eq!(objects.get(&at).await.unwrap(), None);
        objects.put(&at, Bytes::from_static(b"one")).await.unwrap();
        objects.put(&at, Bytes::from_static(b"two")).await.unwrap();
        assert_eq!(objects.get(&at).await.unwrap(), Some(Bytes::from_static(b"two")));
        let (piece, other) = (piece_at("a", 0), piece_at("b", 0));
        for at in [&piece, &piece_at("a", 7), &other] {
            objects.put(at, Bytes::from_static(b"x")).await.unwrap();
        }
        objects.clear(&pieces_of("a")).await.unwrap();
        objects.clear(&pieces_of("a")).await.unwrap();
        assert_eq!(objects.get(&piece).await.unwrap(), None);
        assert!(objects.get(&other).await.unwrap().is_some() && objects.get(&at).await.unwrap().is_some());
    }
}
