-- What counts though somebody listed objects waits for a reviewer again.
create index record_objected on record (committee, day, pk) where state = 'approved' and instr(body, ',"objection:') > 0;
