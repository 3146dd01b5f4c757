-- Who a citizen is and how to reach them, encrypted by a key that lies outside the database.
create table sealed (
    rec uuid primary key,
    cipher text not null,
    key_id text not null,
    given_by uuid not null,
    given_at bigint not null,
    expires bigint not null
);
create index sealed_by_expiry on sealed (expires);

-- Who read them, and when: written before anything is shown.
create table sealed_read (
    rec uuid not null,
    at bigint not null,
    "user" uuid not null,
    primary key (rec, at, "user")
);

-- By which a citizen finds out what became of a request; only the hash is kept.
create table follow_code (
    code_hash text primary key,
    rec uuid not null unique,
    made_at bigint not null,
    expires bigint not null
);
create index follow_code_by_expiry on follow_code (expires);
