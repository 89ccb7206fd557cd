-- Scans stored by place, so that they go on from where they were; what changes between them; how the keys' use went on.

-- Looking for a part of a name must not read every key.
create extension if not exists pg_trgm;

alter table inventory_key
    add column family_key        text,                  -- what the members of a multi-Region family share
    add column known_state       text,                  -- the key state as it was last read, also while it cannot be
    add column grants            jsonb not null default '[]',
    add column key_policy_hash   text,
    add column rotation          jsonb,                 -- empty where AWS rotates no such key, or until it could be read
    add column usage_event_id    text,                  -- of the CloudTrail record of the last use
    add column usage_read_at     timestamptz,           -- domain time; before read_at where a scan had no need to ask again
    add column first_seen_at     timestamptz,           -- domain time
    add column listed_by         uuid;                  -- the scan whose listing named it last

update inventory_key set usage_read_at = read_at, first_seen_at = read_at, known_state = key_state,
    family_key = case when key_id like 'mrk-%' then split_part(key_arn, ':', 2) || ':' || account_id || ':' || key_id
                      else key_arn end;

alter table inventory_key
    alter column usage_read_at set not null,
    alter column first_seen_at set not null,
    alter column family_key set not null,
    -- For how long it was known to be unused when that was last asked.
    add column idle_seconds bigint generated always as (extract(epoch from usage_read_at - idle_since)::bigint) stored;

drop index inventory_key_by_idleness;
create index inventory_key_by_idleness on inventory_key (idle_seconds, key_arn) where gone_at is null;
create index inventory_key_by_family on inventory_key (family_key);
create index inventory_key_by_state on inventory_key (key_state, key_arn) where gone_at is null;
create index inventory_key_by_usage on inventory_key (usage, key_arn) where gone_at is null;
create index inventory_key_by_words on inventory_key using gin (search gin_trgm_ops);

-- The aliases of a place as last listed. One listing serves all its keys.
create table inventory_alias (
    account_id text not null,
    region     text not null,
    alias_name text not null,
    key_id     text not null,
    seen_by    uuid not null,                           -- the scan that listed it
    primary key (account_id, region, alias_name)
);

create index inventory_alias_by_key on inventory_alias (account_id, region, key_id);

-- When each key was used, as GetKeyLastUsage told at one time after another: a row for each change seen.
create table inventory_usage (
    key_arn    text not null,
    seen_at    timestamptz not null,                    -- domain time, as all here
    answer     text not null check (answer in ('USED', 'NEVER_USED', 'NOT_SINCE_TRACKING')),
    idle_since timestamptz not null,
    operation  text,
    event_id   text,
    primary key (key_arn, seen_at)
);

-- What happened to keys between two readings.
create table inventory_change (
    id         bigint generated always as identity primary key,
    key_arn    text not null,
    kind       text not null check (kind in ('APPEARED', 'GONE', 'RETURNED', 'ENABLED', 'DISABLED', 'SCHEDULED', 'OTHER_STATE')),
    at         timestamptz not null,                    -- domain time of the reading that noticed it
    from_state text,
    to_state   text,
    ours       boolean not null                         -- an effect of a retirement was under way
);

create index inventory_change_by_key on inventory_change (key_arn, at);
create index inventory_change_by_kind on inventory_change (kind, at);
create index effect_by_key on effect (key_arn, intended_at);

-- What a scan comes to is the sum of its places.
drop index inventory_scan_open;
alter table inventory_scan
    drop column lease_token, drop column leased_until, drop column keys_read, drop column keys_unreadable,
    drop column keys_gone, drop column unreadable;
delete from inventory_scan;
create unique index inventory_scan_open on inventory_scan ((true)) where finished_at is null;

-- Times are this database's own, unless a column says otherwise.
create table inventory_scan_place (
    id                 uuid primary key,
    scan_id            uuid not null references inventory_scan on delete cascade,
    account_id         text not null,
    region             text not null,
    step               text not null default 'ALIASES' check (step in ('ALIASES', 'KEYS', 'READING', 'FINISHED')),
    marker             text,                            -- AWS's, of the list's next page
    attempts           integer not null default 0,      -- that failed since the last that did not
    due_at             timestamptz not null default clock_timestamp(),
    aliases_unreadable jsonb,                           -- why the aliases are as old as before
    listing_since      timestamptz,                     -- domain time
    listed_at          timestamptz,                     -- when the list of keys was complete; never, if it could not be read
    started_at         timestamptz,
    finished_at        timestamptz,
    keys_listed        integer not null default 0,
    keys_read          integer not null default 0,
    keys_unreadable    integer not null default 0,      -- of which something could not be read
    keys_appeared      integer not null default 0,
    keys_gone          integer not null default 0,
    used_recently      integer not null default 0,      -- whose last use was not asked again
    aws_managed        integer not null default 0,      -- of which what never changes was not asked again
    lease_token        uuid,
    leased_until       timestamptz,
    unique (scan_id, account_id, region),
    check ((lease_token is null) = (leased_until is null)),
    check ((step = 'FINISHED') = (finished_at is not null))
);

create index inventory_scan_place_due on inventory_scan_place (due_at) where step <> 'FINISHED';
create index inventory_scan_place_by_place on inventory_scan_place (account_id, region) where listed_at is not null;

-- The keys still to be read, the most promising first. A row goes when its key's reading is kept.
create table inventory_scan_key (
    place_id   uuid not null references inventory_scan_place on delete cascade,
    key_arn    text not null,
    rank       smallint not null,
    idle_since timestamptz,
    tries      smallint not null default 0,
    primary key (place_id, key_arn)
);

create index inventory_scan_key_order on inventory_scan_key (place_id, rank, idle_since nulls first, key_arn);

-- What failed where.
create table inventory_scan_failure (
    place_id    uuid not null references inventory_scan_place on delete cascade,
    call        text not null,
    code        text not null,
    keys        integer not null,                       -- none where the list itself failed
    example_key text,
    message     text not null,
    primary key (place_id, call, code)
);
