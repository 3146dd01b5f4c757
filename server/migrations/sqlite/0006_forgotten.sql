-- The highest seq of a deleted record that was forgotten: whoever has not read so far begins anew.
alter table feed add column floor integer not null default 0;
-- What is to be forgotten, oldest first.
create index record_deleted on record (at) where del = 1;
