-- Links behind which a unit finds what was given to it, without an account; only the hash of the secret is kept.
create table unit_link (
    id text primary key,
    committee text not null,
    unit text not null,
    user text not null,
    secret_hash text not null unique,
    made_by text not null,
    made_at integer not null,
    expires integer not null,
    revoked integer
) without rowid;
create index unit_link_by_committee on unit_link (committee, unit, made_at);
