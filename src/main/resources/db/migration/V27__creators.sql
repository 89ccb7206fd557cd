-- Who made keys of which no tag says whose they are: the caller of CreateKey, as long as CloudTrail's event history has the record.

create table key_creator (
    key_arn   text primary key,
    principal text,                                     -- empty while it is not found
    record    text,                                     -- as it came, because CloudTrail forgets it
    asked_at  timestamptz not null,                     -- domain time
    check ((principal is null) = (record is null))
);

create trigger key_creator_is_never_deleted before delete on key_creator
    for each row execute function refuse_change();
create trigger key_creator_is_found_once before update on key_creator
    for each row when (old.principal is not null) execute function refuse_change();

alter table last_use_turn drop constraint last_use_turn_work_check;
alter table last_use_turn add constraint last_use_turn_work_check
    check (work in ('RECORDS', 'LISTING', 'HISTORY', 'CREATORS'));
