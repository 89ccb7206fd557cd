-- A closing sweep goes on at the page at which it stopped, and its age counts from its last read, not from its beginning.

alter table sweep rename column begun_at to read_at;     -- domain time
alter table sweep
    add column asked    text,                           -- what the next stretch is asked for; absent while none of it was read
    add column answered integer not null default 0 check (answered >= 0),
    add column page     text,                           -- AWS's token; counts only with what was asked
    add check (asked is not null or (answered = 0 and page is null));
