-- Changed records in the order in which they changed: the writer appends, the projector takes a range from the beginning.
alter table changed rename to changed_before;
create table changed (
    at integer not null,
    rec text not null,
    primary key (at, rec)
) without rowid;
insert into changed (at, rec) select at, rec from changed_before;
drop table changed_before;
