-- Scopes get short numbers here: each stands in several rows of every record.
create table scope (
    pk integer primary key,
    id text not null unique
);

-- What each record adds to each figure of each scope it touches. `rec` is the number of the record.
drop table fact;
create table fact (
    rec integer not null,
    scope integer not null,
    indicator text not null,
    activity_type text not null,
    state text not null,
    day text not null,
    amount integer not null,
    primary key (rec, scope, indicator)
) without rowid;
-- A figure opens to its records, newest first.
create index fact_by_scope on fact (scope, indicator, state, day, amount);

-- Sums over facts for each day, month, quarter and year (`2026-05-04`, `2026-05`, `2026-Q2`, `2026`). Reports read these.
create table rollup (
    scope integer not null,
    period text not null,
    indicator text not null,
    activity_type text not null,
    state text not null,
    amount integer not null,
    records integer not null,
    primary key (scope, period, indicator, activity_type, state)
) without rowid;
-- Rows that have come down to nothing are found by it and taken away.
create index rollup_empty on rollup (records) where records = 0;

-- The dated affiliations of the roster, as rows: who belonged where on a day, and who belongs to something.
create table spell (
    rec text not null,
    key text not null,
    kind text not null,
    target text not null,
    from_day text not null,
    until_day text,
    primary key (rec, key)
) without rowid;
create index spell_by_target on spell (target, kind);
-- Venue affiliations begin and end grants, which happens by the calendar and not by a write.
create index spell_by_from on spell (from_day) where kind = 'venue';
create index spell_by_until on spell (until_day) where kind = 'venue';

-- The tree of committees; one without a parent has no row.
create table committee_parent (
    committee text primary key,
    parent text not null
) without rowid;
create index committee_by_parent on committee_parent (parent);

-- Whom each record concerns, and who of them has a mirror of it.
create table concerned (
    rec integer not null,
    member text not null,
    mirrored integer not null,
    primary key (rec, member)
) without rowid;
create index concerned_by_member on concerned (member);

-- Members and venues by what they are called: characters apart, pinyin whole.
create virtual table roster_text using fts5 (rec unindexed, committee unindexed, words, keys, tokenize = 'unicode61');

-- All of it is made from records: opening a store whose figures no definitions made marks every record changed.
