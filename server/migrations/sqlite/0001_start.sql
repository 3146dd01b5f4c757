-- What the installation knows of itself: epoch, schema.
create table meta (
    key text primary key,
    value text not null
) without rowid;

-- The heads of feeds. The counter is raised in the writing transaction, so that visibility order is sequence order.
create table feed (
    id text primary key,
    committee text not null,
    seq integer not null,
    count integer not null,
    -- XOR over live rows; 64 bits kept as a signed number.
    digest integer not null
) without rowid;

-- state, committee, venue and day repeat what the body or the feed says, for the desk's queries.
create table record (
    pk integer primary key,
    rec text not null unique,
    feed text not null,
    seq integer not null,
    ver integer not null,
    kind text not null,
    schema integer not null,
    state text,
    committee text not null,
    venue text,
    author text not null,
    day text,
    del integer not null,
    body text not null,
    history text not null,
    by_user text not null,
    at integer not null,
    unique (feed, seq)
);
-- Records that wait for a review, oldest first.
create index record_by_state on record (committee, kind, state, day, pk);

-- Every operation ever taken in: idempotence, history and write audit.
create table op (
    device text not null,
    n integer not null,
    rec text not null,
    hlc text not null,
    by_user text not null,
    act text not null,
    outcome text not null,
    at integer not null,
    primary key (device, n)
) without rowid;
create index op_by_record on op (rec, at);

-- waiting_* is what the phone last reported as not yet sent.
create table device (
    id text primary key,
    user text not null,
    last_n integer not null,
    waiting_ops integer not null,
    waiting_blobs integer not null,
    waiting_oldest integer,
    seen_at integer not null
) without rowid;

create table account (
    id text primary key,
    login text not null unique,
    name text not null,
    committee text not null,
    member text,
    password text not null,
    disabled integer not null
) without rowid;

-- Roles that do not follow from the roster, from a day to a day, both included.
create table role_spell (
    user text not null,
    role text not null,
    scope text not null,
    from_day text not null,
    until_day text,
    primary key (user, role, scope, from_day)
) without rowid;

-- Only the hash of a token is kept: whoever reads this table cannot sign in with it.
create table session (
    token_hash text primary key,
    user text not null,
    device text not null,
    created integer not null,
    expires integer not null
) without rowid;
create index session_by_expiry on session (expires);

-- Records whose facts are to be made anew, and since when.
create table changed (
    rec text primary key,
    at integer not null
) without rowid;

-- What each record adds to each figure. Reports read nothing else.
create table fact (
    rec text not null,
    indicator text not null,
    committee text not null,
    venue text,
    day text not null,
    approved integer not null,
    amount integer not null,
    primary key (rec, indicator)
) without rowid;
create index fact_by_day on fact (committee, day, indicator, approved, venue, amount);
