-- Keys that others disabled or scheduled, and that are watched for whoever needs them. Nothing is done to such a key.

create table key_guard (
    id        uuid primary key,
    key_arn   text not null,
    account_id text not null,
    region    text not null,
    key_usage text not null,
    key_state text not null,                            -- as it was found when it was set
    reason    text not null,
    by        text not null,
    at        timestamptz not null,                     -- domain time, as all times here
    ended_by  text,
    ended_at  timestamptz,
    check ((ended_by is null) = (ended_at is null))
);

create unique index key_guard_in_force on key_guard (key_arn) where ended_at is null;

create table key_guard_record (
    id             uuid primary key,
    guard_id       uuid not null references key_guard,
    event_id       text not null,
    event_identity text not null,
    event_time     timestamptz not null,
    operation      text not null,
    error_code     text,
    principal      text not null,
    on_behalf_of   text,
    record         text not null,
    seen_at        timestamptz not null,
    unique (guard_id, event_identity)
);

create index key_guard_record_by_time on key_guard_record (guard_id, event_time desc);

create trigger key_guard_is_never_deleted before delete on key_guard
    for each row execute function refuse_change();
create trigger key_guard_record_is_append_only before update or delete on key_guard_record
    for each row execute function refuse_change();
