-- Canaries: which classes of calls want one, what was called, what came of it, and through which feeds it came back.
-- Tampering: whose hands were on what a feed stands on.

-- One row for each class of calls that has, or once had, keys under watch: its own queue entry and its lease.
create table canary_class (
    id             uuid primary key,
    account_id     text not null,
    region         text not null,
    key_usage      text not null,
    next_due_at    timestamptz,                         -- domain time; empty while no key of the class can be called
    last_called_at timestamptz,                         -- when a canary of it was last intended
    favoured_key   text,                                -- the key whose last canary failed as it must
    turn           integer not null default 0,          -- where to begin among the members once that key fails us
    because        text,                                -- why the last round proves nothing, where it does not
    remedy         text,
    lease_token    uuid,
    leased_until   timestamptz,                         -- judged by this database's clock
    unique (account_id, region, key_usage),
    check ((lease_token is null) = (leased_until is null)),
    check ((because is null) = (remedy is null))
);

create index canary_class_due on canary_class (next_due_at) where next_due_at is not null;

-- Written down before the call.
create table canary (
    id            uuid primary key,
    class_id      uuid not null references canary_class,
    key_arn       text not null,
    retirement_id uuid references retirement,           -- whose member it is; empty for a configured canary key
    intended_at   timestamptz not null                  -- domain time
);

create index canary_by_class on canary (class_id, intended_at);
create index canary_by_retirement on canary (retirement_id);

create table canary_outcome (
    canary_id  uuid primary key references canary,
    kind       text not null check (kind in ('FAILED', 'SUCCEEDED', 'DENIED', 'NOT_MADE', 'UNANSWERED')),
    at         timestamptz not null,                    -- domain time
    request_id text,                                    -- AWS's; by it the record is known again
    code       text,
    detail     text,
    check ((request_id is not null) = (kind in ('FAILED', 'SUCCEEDED')))
);

-- That a feed, as it was configured then, brought the canary's record; committed with the poll that read it.
create table canary_reception (
    canary_id          uuid not null references canary,
    feed_id            uuid not null references feed,
    configuration_hash text not null,
    event_id           text not null,
    event_time         timestamptz not null,            -- AWS's own clock
    received_at        timestamptz not null,            -- domain time
    primary key (canary_id, feed_id, configuration_hash)
);

create index canary_reception_by_feed on canary_reception (feed_id, configuration_hash, event_time);

-- A canary whose answer was lost and whose record says that it succeeded: the key was not disabled.
create table canary_surprise (
    canary_id  uuid primary key references canary,
    event_id   text not null,
    event_time timestamptz not null
);

create table tampering (
    id           uuid primary key,
    feed_id      uuid not null references feed,         -- what it may have blinded
    event_id     text not null,
    event_time   timestamptz not null,
    event_source text not null,
    operation    text not null,
    principal    text not null,
    error_code   text,                                  -- of an attempt that changed nothing
    record       text not null,
    seen_at      timestamptz not null,                  -- domain time
    unique (feed_id, event_id)
);

create index tampering_by_time on tampering (feed_id, event_time);

create index retirement_member_live_usage on retirement_member (account_id, region, key_usage) where live;

create trigger canary_is_append_only before update or delete on canary
    for each row execute function refuse_change();
create trigger canary_outcome_is_append_only before update or delete on canary_outcome
    for each row execute function refuse_change();
create trigger canary_reception_is_append_only before update or delete on canary_reception
    for each row execute function refuse_change();
create trigger canary_surprise_is_append_only before update or delete on canary_surprise
    for each row execute function refuse_change();
create trigger tampering_is_append_only before update or delete on tampering
    for each row execute function refuse_change();
