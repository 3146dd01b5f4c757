-- Links behind which a unit finds what was given to it, without an account; only the hash of the secret is kept.
create table unit_link (
    id uuid primary key,
    committee uuid not null,
    unit text not null,
    "user" uuid not null,
    secret_hash text not null unique,
    made_by uuid not null,
    made_at bigint not null,
    expires bigint not null,
    revoked bigint
);
create index unit_link_by_committee on unit_link (committee, unit, made_at);
