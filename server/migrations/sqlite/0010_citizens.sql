-- Who a citizen is and how to reach them, encrypted by a key that lies outside the database.
create table sealed (
    rec text primary key,
    cipher text not null,
    key_id text not null,
    given_by text not null,
    given_at integer not null,
    expires integer not null
) without rowid;
create index sealed_by_expiry on sealed (expires);

-- Who read them, and when: written before anything is shown.
create table sealed_read (
    rec text not null,
    at integer not null,
    user text not null,
    primary key (rec, at, user)
) without rowid;

-- By which a citizen finds out what became of a request; only the hash is kept.
create table follow_code (
    code_hash text primary key,
    rec text not null unique,
    made_at integer not null,
    expires integer not null
) without rowid;
create index follow_code_by_expiry on follow_code (expires);
