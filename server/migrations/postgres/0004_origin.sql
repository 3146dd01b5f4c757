-- The record that one grew out of: what came of somebody's words is asked from their side.
alter table record add column origin uuid;
update record set origin = substring(body from '"origin":"([0-9a-f-]{36})"')::uuid where strpos(body, '"origin":"') > 0;
create index record_by_origin on record (origin) where origin is not null;
