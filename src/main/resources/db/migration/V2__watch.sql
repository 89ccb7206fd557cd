-- The watch: feeds and how far each was read, the records that matter, sweeps, and texts nobody could read.

create table feed (
    id                 uuid primary key,
    account_id         text not null,
    region             text not null,
    kind               text not null check (kind in ('LOOKUP', 'LOGS')),
    configuration_hash text not null,
    next_due_at        timestamptz not null,            -- domain time
    span_seconds       bigint not null check (span_seconds > 0),
    lease_token        uuid,
    leased_until       timestamptz,                     -- judged by this database's clock
    last_success_at    timestamptz,
    trouble            text,
    unique (account_id, region, kind)
);

-- What was read completely, under which configuration; merged where it touches, so that a row is a gapless stretch.
create table coverage (
    feed_id            uuid not null references feed,
    configuration_hash text not null,
    covered_from       timestamptz not null,
    covered_to         timestamptz not null,
    primary key (feed_id, configuration_hash, covered_from),
    check (covered_from < covered_to)
);

create table watch_record (
    id             uuid primary key,
    retirement_id  uuid not null references retirement,
    kind           text not null check (kind in ('SIGHTING', 'CONTROL', 'NOTE')),
    key_arn        text not null,
    event_id       text not null,
    event_identity text not null,                       -- the shared event id where an event has copies
    event_time     timestamptz not null,
    operation      text not null,
    error_code     text,
    error_message  text,
    principal      text not null,
    on_behalf_of   text,
    effect_id      uuid,
    record         text not null,
    feed_id        uuid,
    seen_at        timestamptz not null,                -- domain time
    unique (retirement_id, key_arn, event_identity)
);

create index watch_record_by_time on watch_record (retirement_id, kind, event_time);

create table sweep (
    retirement_id uuid primary key references retirement,
    swept_from    timestamptz not null,
    swept_to      timestamptz not null,
    reached       timestamptz not null,
    begun_at      timestamptz not null
);

-- Malformed, truncated or hostile records: kept and shown, never dropped, never in the way of the others.
create table quarantined_record (
    id      uuid primary key,
    seen_at timestamptz not null,
    why     text not null,
    record  text not null
);

create trigger watch_record_is_append_only before update or delete on watch_record
    for each row execute function refuse_change();
create trigger quarantined_record_is_append_only before update or delete on quarantined_record
    for each row execute function refuse_change();
