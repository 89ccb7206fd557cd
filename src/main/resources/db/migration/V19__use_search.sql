-- What CloudTrail's event history tells of keys of which KMS does not say when they were last used. All times are domain time.

create table use_search (
    key_arn        text primary key,
    account_id     text not null,
    region         text not null,
    wanted_at      timestamptz not null,                -- when somebody last wanted to know
    listed_at      timestamptz,                         -- when the history was last asked for what it lists under the key
    seen_at        timestamptz,                         -- the latest use that was seen
    seen_operation text,
    seen_by        text,
    searched_from  timestamptz,                         -- between these nothing of the place was left unread
    searched_to    timestamptz,
    joined         boolean not null default false,      -- whether the pass under way looks for it
    check ((searched_from is null) = (searched_to is null)),
    check ((seen_at is null) = (seen_by is null) and (seen_at is null) = (seen_operation is null))
);

create index use_search_by_place on use_search (account_id, region, wanted_at);

-- A place's history is read whole for all its keys at once, from the end backwards, a few pages at a time.
create table use_search_pass (
    account_id text not null,
    region     text not null,
    pass_from  timestamptz not null,
    pass_to    timestamptz not null,
    asked_to   timestamptz not null,                    -- AWS's token counts only with the range it was given for
    reached    timestamptz not null,
    token      text,
    primary key (account_id, region),
    check (pass_from < pass_to)
);
