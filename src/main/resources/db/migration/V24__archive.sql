-- What trails' archives, their files in S3, tell of keys' uses over years. All times are domain time but next_at and begun_at.

create table archive_search (
    key_arn       text primary key,
    account_id    text not null,
    region        text not null,
    wanted_at     timestamptz not null,                 -- when somebody last wanted to know
    searched_from timestamptz,                          -- between these the archive was asked for it
    searched_to   timestamptz,
    joined        boolean not null default false,       -- whether the query under way asks for it
    check ((searched_from is null) = (searched_to is null))
);

create index archive_search_by_place on archive_search (account_id, region, wanted_at);

-- Everybody who used a key for one operation.
create table archive_use (
    key_arn            text not null,
    operation          text not null,
    principal          text not null,
    service            text not null,                   -- empty where the calls came through none
    first_at           timestamptz not null,
    last_at            timestamptz not null,
    event_id           text not null,                   -- of the latest
    source_address     text,
    encryption_context jsonb not null,
    primary key (key_arn, operation, principal, service),
    check (first_at <= last_at)
);

-- The days on which a key was used: the rhythm.
create table archive_use_day (
    key_arn text not null,
    day     date not null,
    at      timestamptz not null,                       -- the latest use of that day
    primary key (key_arn, day)
);

-- The days of which the archive holds calls that merely read: on them it would hold uses as well.
create table archive_day (
    account_id text not null,
    region     text not null,
    day        date not null,
    primary key (account_id, region, day)
);

-- Whose turn it is in each place, and the query that is under way there.
create table archive_place (
    account_id   text not null,
    region       text not null,
    next_at      timestamptz not null,                  -- over all replicas one after the other; this database's own time
    ask_at       timestamptz,                           -- after a failure, not before
    trouble      text,                                  -- why the last asking brought nothing
    token        text,                                  -- stands here before AWS hears of the query: under it none is begun twice
    execution_id text,
    query_from   timestamptz,
    query_to     timestamptz,
    begun_at     timestamptz,                           -- this database's own time
    primary key (account_id, region),
    check ((token is null) = (query_from is null) and (token is null) = (query_to is null) and (token is null) = (begun_at is null)),
    check (token is not null or execution_id is null)
);
