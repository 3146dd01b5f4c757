-- The record that one grew out of: what came of somebody's words is asked from their side.
alter table record add column origin text;
update record set origin = body ->> 'origin' where instr(body, '"origin":"') > 0;
create index record_by_origin on record (origin) where origin is not null;
