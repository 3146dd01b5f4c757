-- Operations sent again after a restore that wait for what they build on. `op` is what is to be done, `actor` the right of
-- its writer when it was sent, `why` the reason why it could not be done.
create table held (
    device text not null,
    n integer not null,
    rec text not null,
    feed text not null,
    op text not null,
    actor text not null,
    why text not null,
    at integer not null,
    primary key (device, n)
) without rowid;
create index held_by_record on held (rec);
create index held_by_feed on held (feed);

-- Whether the server was restored since the device's last new operation: the next one may leave numbers out.
alter table device add column behind integer not null default 0;
