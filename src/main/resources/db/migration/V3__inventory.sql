-- The inventory: every key of the configured accounts as last read, and the scans that read them.

create table inventory_key (
    key_arn         text primary key,
    account_id      text not null,
    region          text not null,
    key_id          text not null,
    key_state       text,                               -- empty when DescribeKey could not be read
    manager         text check (manager in ('AWS', 'CUSTOMER')),
    role            text check (role in ('SINGLE', 'PRIMARY', 'REPLICA')),
    key_spec        text,
    key_usage       text,
    origin          text,
    creation_date   timestamptz,
    deletion_date   timestamptz,
    description     text not null default '',
    aliases         text[] not null default '{}',
    tags            jsonb not null default '{}',
    usage           text not null check (usage in ('USED', 'NEVER_USED', 'NOT_SINCE_TRACKING', 'UNREADABLE')),
    idle_since      timestamptz,                        -- known to be unused from then until read_at; empty when nothing is known
    usage_operation text,
    unreadable      jsonb not null default '[]',        -- what the last read could not read, and why
    search          text not null,                      -- what q looks into, in lower case
    read_at         timestamptz not null,               -- domain time
    gone_at         timestamptz,                        -- domain time; a complete listing no longer named it
    check ((usage = 'UNREADABLE') = (idle_since is null))
);

create index inventory_key_by_place on inventory_key (account_id, region, key_arn);
create index inventory_key_by_idleness on inventory_key (idle_since) where gone_at is null;

-- Times of a scan are this database's own: it runs in real time.
create table inventory_scan (
    id              uuid primary key,
    requested_by    text not null,
    requested_at    timestamptz not null default clock_timestamp(),
    finished_at     timestamptz,
    lease_token     uuid,
    leased_until    timestamptz,
    keys_read       integer,
    keys_unreadable integer,
    keys_gone       integer,
    unreadable      jsonb not null default '[]',        -- places that could not be listed, and why
    check ((lease_token is null) = (leased_until is null)),
    check ((finished_at is null) = (keys_read is null))
);

-- One at a time, over all replicas.
create unique index inventory_scan_open on inventory_scan ((true)) where finished_at is null;
create index inventory_scan_by_time on inventory_scan (requested_at desc);
