-- Keys that rules propose for retirement, whose owners are told ahead and may object.

-- An owner's word that a key is not to be retired for now.
create table key_hold (
    id          uuid primary key,
    key_arn     text not null,
    by          text not null,
    reason      text not null,
    at          timestamptz not null,                   -- domain time, as all times here
    until       timestamptz not null,
    released_by text,
    released_at timestamptz,
    check (until > at),
    check ((released_by is null) = (released_at is null))
);

create index key_hold_by_key on key_hold (key_arn, until) where released_at is null;
create index key_hold_of_key on key_hold (key_arn, at, id);

create table candidate (
    id            uuid primary key,
    key_arn       text not null,
    rule          text not null,
    state         text not null check (state in ('PROPOSED', 'SUBMITTED', 'REFUSED', 'WITHDRAWN')),
    because       text not null,
    owner         text,
    proposed_at   timestamptz not null,
    submit_at     timestamptz,                          -- empty where the rule only proposes
    settled_at    timestamptz,
    retirement_id uuid references retirement,
    check ((state = 'PROPOSED') = (settled_at is null)),
    check ((state = 'SUBMITTED') = (retirement_id is not null))
);

-- A key that was submitted or refused under a rule is not proposed by it again; one that was withdrawn may be.
create unique index candidate_of_key on candidate (key_arn, rule) where state <> 'WITHDRAWN';
create index candidate_in_order on candidate (state, proposed_at, id);
create index candidate_by_rule on candidate (rule, state, key_arn);

-- What owners are to be told. Written once, with the candidate; sending it is somebody else's work.
create table owner_notice (
    candidate_id uuid primary key references candidate,
    owner        text,                                  -- empty: nobody is known to ask
    detail       text not null,
    at           timestamptz not null
);

create trigger owner_notice_is_append_only before update or delete on owner_notice
    for each row execute function refuse_change();
create trigger key_hold_is_never_deleted before delete on key_hold
    for each row execute function refuse_change();
