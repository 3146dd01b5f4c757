-- Uploads under way, and finished ones for as long as somebody may ask how they ended.
create table upload (
    id text primary key,
    user text not null,
    sha256 text not null,
    len integer not null,
    -- Bytes that are on the disk. Only a finished one has them all.
    offset integer not null,
    begun integer not null
) without rowid;
create index upload_by_user on upload (user, begun);
create index upload_by_age on upload (begun);

-- Files that are held whole, verified and with a thumbnail. The bytes lie in the store of objects.
create table blob (
    sha256 text primary key,
    len integer not null,
    mime text not null,
    width integer not null,
    height integer not null,
    at integer not null
) without rowid;

-- Who has sent the bytes of a file.
create table blob_sent (
    sha256 text not null,
    user text not null,
    at integer not null,
    primary key (sha256, user)
) without rowid;
create index blob_sent_by_user on blob_sent (user, at);

-- Who has written the hash of a file into a record of a feed. Such a claim counts once that person has sent the bytes.
create table photo_claim (
    sha256 text not null,
    user text not null,
    feed text not null,
    primary key (sha256, user, feed)
) without rowid;

-- The photos that records name now; held where a claim in the feed counts.
create table photo (
    rec text not null,
    sha256 text not null,
    feed text not null,
    held integer not null,
    primary key (rec, sha256)
) without rowid;
create index photo_by_hash on photo (sha256, held);
create index photo_missing on photo (feed, sha256) where held = 0;
