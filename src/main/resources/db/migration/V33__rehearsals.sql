-- CancelKeyDeletion on canary keys that are not pending deletion: once a day in each place, and what it showed.

create table rehearsal (
    id          uuid primary key,
    account_id  text not null,
    region      text not null,
    key_arn     text not null,
    intended_at timestamptz not null,                   -- domain time; written down before the call
    intended_on date not null,                          -- its day in UTC
    unique (account_id, region, intended_on)
);

create table rehearsal_outcome (
    rehearsal_id uuid primary key references rehearsal,
    kind         text not null check (kind in ('LET_THROUGH', 'DENIED', 'INCONCLUSIVE')),
    at           timestamptz not null,                  -- domain time
    detail       text,
    check ((detail is null) = (kind = 'LET_THROUGH'))
);

create trigger rehearsal_is_append_only before update or delete on rehearsal
    for each row execute function refuse_change();
create trigger rehearsal_outcome_is_append_only before update or delete on rehearsal_outcome
    for each row execute function refuse_change();
