-- Equal in meaning to all SQLite migrations up to 0005. Ids are of type uuid; days, feeds and names of things are text, compared byte by byte.
-- JSON is kept as text: what somebody sent comes back as it was sent, and the character 0, which no text here can hold, stays spelt out. What
-- questions ask of a body stands in columns of its own, since the functions of JSON would fail over such a character.

-- What the installation knows of itself: epoch, version of the definitions.
create table meta (
    key text collate "C" primary key,
    value text not null
);

-- The heads of feeds. Whoever writes to a feed locks its row first, so that the order of visibility is that of numbers.
create table feed (
    id text collate "C" primary key,
    committee uuid not null,
    seq bigint not null,
    count bigint not null,
    -- XOR over live rows; 64 bits kept as a signed number.
    digest bigint not null
) with (fillfactor = 50);
create index feed_by_committee on feed (committee);

create table record (
    pk bigint generated always as identity primary key,
    rec uuid not null unique,
    feed text collate "C" not null,
    seq bigint not null,
    ver bigint not null,
    kind text collate "C" not null,
    schema bigint not null,
    state text collate "C",
    committee uuid not null,
    venue uuid,
    author uuid not null,
    day text collate "C",
    -- Of an activity: its phase, its start, and what the same narrative is found by.
    phase text collate "C",
    start text collate "C",
    wording bigint,
    del boolean not null,
    body text not null,
    history text not null,
    by_user uuid not null,
    at bigint not null,
    unique (feed, seq)
);
-- Records that wait for a review, oldest first.
create index record_by_state on record (committee, kind, state, day, pk);

-- Every operation ever taken in: idempotence, history and write audit.
create table op (
    device uuid not null,
    n bigint not null,
    rec uuid not null,
    hlc text collate "C" not null,
    by_user uuid not null,
    act text not null,
    outcome text not null,
    -- The code of a refusal.
    refused text collate "C",
    at bigint not null,
    primary key (device, n)
);
create index op_by_record on op (rec, at);

-- waiting_* is what the phone last reported as not yet sent; behind, whether the server was restored since its last new
-- operation.
create table device (
    id uuid primary key,
    "user" uuid not null,
    last_n bigint not null,
    behind boolean not null default false,
    waiting_ops bigint not null,
    waiting_blobs bigint not null,
    waiting_oldest bigint,
    seen_at bigint not null
) with (fillfactor = 50);
create index device_by_user on device ("user");

-- Operations sent again after a restore that wait for what they build on.
create table held (
    device uuid not null,
    n bigint not null,
    rec uuid not null,
    feed text collate "C" not null,
    op text not null,
    actor text not null,
    why text not null,
    at bigint not null,
    primary key (device, n)
);
create index held_by_record on held (rec);
create index held_by_feed on held (feed);

create table account (
    id uuid primary key,
    login text collate "C" not null unique,
    name text not null,
    committee uuid not null,
    member uuid,
    password text not null,
    disabled boolean not null
);

-- Roles that do not follow from the roster, from a day to a day, both included.
create table role_spell (
    "user" uuid not null,
    role text collate "C" not null,
    scope text collate "C" not null,
    from_day text collate "C" not null,
    until_day text collate "C",
    primary key ("user", role, scope, from_day)
);

-- Only the hash of a token is kept: whoever reads this table cannot sign in with it.
create table session (
    token_hash text collate "C" primary key,
    "user" uuid not null,
    device uuid not null,
    created bigint not null,
    expires bigint not null
);
create index session_by_expiry on session (expires);

-- Changes whose records the projector has to look at, and since when. Each is a row of its own: nobody waits for another's,
-- and the projector takes away just those it has read.
create table changed (
    pk bigint generated always as identity primary key,
    at bigint not null,
    rec uuid not null
);
create index changed_by_age on changed (at, pk);

-- Scopes get short numbers here: each stands in several rows of every record.
create table scope (
    pk bigint generated always as identity primary key,
    id text collate "C" not null unique
);

-- What each record adds to each figure of each scope it touches. rec is the number of the record.
create table fact (
    rec bigint not null,
    scope bigint not null,
    indicator text collate "C" not null,
    activity_type text collate "C" not null,
    state text collate "C" not null,
    day text collate "C" not null,
    amount bigint not null,
    primary key (rec, scope, indicator)
);
-- A figure opens to its records, newest first.
create index fact_by_scope on fact (scope, indicator, state, day, amount);

-- Sums over facts for each day, month, quarter and year (2026-05-04, 2026-05, 2026-Q2, 2026). Reports read these.
create table rollup (
    scope bigint not null,
    period text collate "C" not null,
    indicator text collate "C" not null,
    activity_type text collate "C" not null,
    state text collate "C" not null,
    amount bigint not null,
    records bigint not null,
    primary key (scope, period, indicator, activity_type, state)
) with (fillfactor = 70);
-- Rows that have come down to nothing are found by it and taken away.
create index rollup_empty on rollup (records) where records = 0;

-- The dated affiliations of the roster, as rows: who belonged where on a day, and who belongs to something.
create table spell (
    rec uuid not null,
    key text collate "C" not null,
    kind text collate "C" not null,
    target text collate "C" not null,
    from_day text collate "C" not null,
    until_day text collate "C",
    primary key (rec, key)
);
create index spell_by_target on spell (target, kind);
-- Venue affiliations begin and end grants, which happens by the calendar and not by a write.
create index spell_by_from on spell (from_day) where kind = 'venue';
create index spell_by_until on spell (until_day) where kind = 'venue';

-- The tree of committees; one without a parent has no row.
create table committee_parent (
    committee uuid primary key,
    parent uuid not null
);
create index committee_by_parent on committee_parent (parent);

-- Whom each record concerns, and who of them has a mirror of it.
create table concerned (
    rec bigint not null,
    member uuid not null,
    mirrored boolean not null,
    primary key (rec, member)
);
create index concerned_by_member on concerned (member);

-- Members and venues by what they are called: characters apart, pinyin whole, a space before each word.
create table roster_text (
    rec bigint primary key,
    committee uuid not null,
    kind text collate "C" not null,
    name text collate "C" not null,
    words text collate "C" not null,
    keys text collate "C" not null
);
create index roster_text_by_committee on roster_text (committee);

-- Uploads under way, and finished ones for as long as somebody may ask how they ended.
create table upload (
    id text collate "C" primary key,
    "user" uuid not null,
    sha256 text collate "C" not null,
    len bigint not null,
    -- Bytes that are on the disk. Only a finished one has them all.
    "offset" bigint not null,
    begun bigint not null
);
create index upload_by_user on upload ("user", begun);
create index upload_by_age on upload (begun);

-- Files that are held whole, verified and with a thumbnail. The bytes lie in the store of objects.
create table blob (
    sha256 text collate "C" primary key,
    len bigint not null,
    mime text not null,
    width bigint not null,
    height bigint not null,
    at bigint not null
);

-- Who has sent the bytes of a file.
create table blob_sent (
    sha256 text collate "C" not null,
    "user" uuid not null,
    at bigint not null,
    primary key (sha256, "user")
);
create index blob_sent_by_user on blob_sent ("user", at);

-- Who has written the hash of a file into a record of a feed. Such a claim counts once that person has sent the bytes.
create table photo_claim (
    sha256 text collate "C" not null,
    "user" uuid not null,
    feed text collate "C" not null,
    primary key (sha256, "user", feed)
);

-- The photos that records name now; held where a claim in the feed counts.
create table photo (
    rec uuid not null,
    sha256 text collate "C" not null,
    feed text collate "C" not null,
    held boolean not null,
    primary key (rec, sha256)
);
create index photo_by_hash on photo (sha256, held);
create index photo_missing on photo (feed, sha256) where not held;
