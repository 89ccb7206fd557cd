-- Last uses that KMS told by the id of a CloudTrail record, and that record: CloudTrail forgets it after 90 days.

create table last_use (
    key_arn            text not null,
    event_id           text not null,
    account_id         text not null,
    region             text not null,
    used_at            timestamptz not null,            -- domain time, as all times here but those of last_use_turn
    operation          text not null,
    wanted             boolean not null,                -- for a retirement or a plan: goes first
    state              text not null
        check (state in ('WAITING', 'EXPLAINED', 'NOT_FOUND', 'FORGOTTEN', 'NOT_PERMITTED', 'UNREADABLE')),
    ask_at             timestamptz not null,
    asked_at           timestamptz,
    trouble            text,                            -- why the last asking brought nothing
    event_time         timestamptz,                     -- from here on, what the record says
    event_name         text,
    principal          text,
    principal_kind     text,
    principal_account  text,
    on_behalf_of       text,
    service            text,
    source_address     text,
    user_agent         text,
    encryption_context jsonb,
    record             text,
    primary key (key_arn, event_id),
    check ((state = 'EXPLAINED') = (record is not null)),
    check ((record is null) = (principal is null))
);

create index last_use_to_ask on last_use (account_id, region, wanted desc, used_at)
    where state not in ('EXPLAINED', 'FORGOTTEN');

create trigger last_use_is_never_deleted before delete on last_use
    for each row execute function refuse_change();
create trigger last_use_is_explained_once before update on last_use
    for each row when (old.state = 'EXPLAINED') execute function refuse_change();

-- When each place may be asked again: over all replicas one after the other. This database's own time.
create table last_use_turn (
    account_id text not null,
    region     text not null,
    work       text not null check (work in ('RECORDS', 'LISTING', 'HISTORY')),
    next_at    timestamptz not null,
    primary key (account_id, region, work)
);
