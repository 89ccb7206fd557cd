-- Retirements: where each stands, who decided what, what was sent to AWS, and what came of it.
-- Unless a column says otherwise, times are domain time: AWS's time, which the demo runs fast.

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% on % is refused: its rows are written once', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

-- A policy as it was when a retirement was submitted under it. New rules are a new version.
create table policy (
    name    text not null,
    version integer not null check (version > 0),
    rules   jsonb not null,
    since   timestamptz not null,
    primary key (name, version)
);

create table retirement (
    id                    uuid primary key,
    account_id            text not null,
    family_key            text not null,                -- what the members of a multi-Region family share
    live                  boolean not null,             -- false frees its keys for another retirement
    policy_name           text not null,
    policy_version        integer not null,

    reason                text not null,
    ticket                text,
    submitted_by          text not null,
    submitted_at          timestamptz not null,
    idempotency_owner     text,
    idempotency_key       text,
    idempotency_digest    text,

    state                 text not null check (state in ('SUBMITTED', 'REFUSED', 'AWAITING_DISABLE_APPROVAL',
                              'CANCELLED', 'DISABLING', 'OBSERVING', 'AWAITING_DELETION_APPROVAL',
                              'SCHEDULING_DELETION', 'PENDING_DELETION', 'DELETED', 'ROLLING_BACK', 'ROLLED_BACK')),
    state_since           timestamptz not null,
    watched_since         timestamptz,
    window_opens_at       timestamptz,
    window_closes_at      timestamptz,
    deletion_date         timestamptz,
    because               text,
    deletion_confirmed    boolean,

    held_by               text,
    held_reason           text,
    held_at               timestamptz,

    version               bigint not null,              -- what people see has changed
    next_due_at           timestamptz,                  -- empty once nothing will ever happen again
    urgency               smallint not null check (urgency between 0 and 2),  -- 0 rollbacks, 1 effects, 2 the rest
    woken                 boolean not null default false,                     -- since the claim; a stay must not sleep over it
    lease_token           uuid,
    leased_until          timestamptz,                  -- judged by this database's clock

    foreign key (policy_name, policy_version) references policy (name, version),
    unique (idempotency_owner, idempotency_key),
    check ((lease_token is null) = (leased_until is null)),
    check ((held_by is null) = (held_reason is null) and (held_by is null) = (held_at is null)),
    check ((idempotency_key is null) = (idempotency_digest is null)
        and (idempotency_key is null) = (idempotency_owner is null)),
    check (window_closes_at > window_opens_at),
    -- The data that means something in a state is there in that state.
    check (watched_since is not null or state in ('SUBMITTED', 'REFUSED', 'AWAITING_DISABLE_APPROVAL', 'CANCELLED',
        'DELETED')),
    check ((window_opens_at is not null and window_closes_at is not null) or state not in ('OBSERVING',
        'AWAITING_DELETION_APPROVAL', 'SCHEDULING_DELETION', 'PENDING_DELETION')),
    check (because is not null or state not in ('REFUSED', 'CANCELLED', 'ROLLING_BACK', 'ROLLED_BACK')),
    check (deletion_confirmed is not null or state <> 'DELETED'),
    check (not live or state not in ('REFUSED', 'CANCELLED', 'DELETED'))
);

create unique index retirement_live_family on retirement (family_key) where live;
create index retirement_claim_order on retirement (urgency, next_due_at, id) where next_due_at is not null;
create index retirement_by_state on retirement (state, account_id);
create index retirement_by_policy on retirement (policy_name, policy_version);

create table retirement_member (
    retirement_id uuid not null references retirement,
    key_arn       text not null,
    account_id    text not null,
    region        text not null,
    role          text not null check (role in ('SINGLE', 'PRIMARY', 'REPLICA')),
    found_state   text not null,                        -- at submission; a rollback goes back to it and no further
    key_state     text not null,                        -- as last read
    aliases       text[] not null default '{}',         -- at submission
    live          boolean not null,                     -- as the retirement's
    primary key (retirement_id, key_arn)
);

create unique index retirement_member_live_key on retirement_member (key_arn) where live;
create index retirement_member_live_place on retirement_member (account_id, region) where live;
create index retirement_member_by_key on retirement_member (key_arn);

create table timeline (
    id            uuid primary key,
    retirement_id uuid not null references retirement,
    seq           integer not null check (seq > 0),
    at            timestamptz not null,
    recorded_at   timestamptz not null default clock_timestamp(),  -- this database's clock
    kind          text not null,
    from_state    text,
    to_state      text,
    cause         text,
    actor         text not null,
    detail        text not null,
    facts         jsonb not null default '{}',
    unique (retirement_id, seq)
);

create table assessment (
    id            uuid primary key,
    retirement_id uuid not null references retirement,
    seq           integer not null check (seq > 0),
    gate          text not null check (gate in ('DISABLE', 'DELETE')),
    hash          text not null,
    at            timestamptz not null,
    findings      jsonb not null,
    not_before    timestamptz,
    unique (retirement_id, gate, seq)
);

create table approval (
    id              uuid primary key,
    retirement_id   uuid not null references retirement,
    gate            text not null check (gate in ('DISABLE', 'DELETE')),
    assessment_hash text not null,
    person          text not null,
    round           integer not null check (round > 0), -- a person speaks again once the former word is withdrawn or expired
    choice          text not null check (choice in ('APPROVE', 'REJECT')),
    comment         text not null,
    at              timestamptz not null,
    unique (retirement_id, gate, assessment_hash, person, round)
);

create table approval_withdrawal (
    approval_id uuid primary key references approval,
    by          text not null,
    at          timestamptz not null
);

create table effect (
    id                     uuid primary key,
    retirement_id          uuid not null references retirement,
    key_arn                text not null,
    action                 text not null check (action in ('DisableKey', 'EnableKey', 'ScheduleKeyDeletion',
                               'CancelKeyDeletion')),
    pending_window_in_days integer check (pending_window_in_days between 7 and 30),
    intended_at            timestamptz not null,
    fenced_until           timestamptz not null,        -- AWS refuses the call from here on
    lease_token            uuid not null,
    recorded_at            timestamptz not null default clock_timestamp(),  -- this database's clock
    foreign key (retirement_id, key_arn) references retirement_member (retirement_id, key_arn),
    check ((action = 'ScheduleKeyDeletion') = (pending_window_in_days is not null))
);

create index effect_by_retirement on effect (retirement_id, intended_at, id);
create index effect_by_action on effect (action, intended_at);

create table effect_outcome (
    effect_id  uuid primary key references effect,
    outcome    text not null check (outcome in ('DONE', 'REFUSED')),
    at         timestamptz not null,
    request_id text,
    code       text,
    message    text,
    check ((outcome = 'DONE') = (request_id is not null)),
    check ((outcome = 'REFUSED') = (code is not null) and (outcome = 'REFUSED') = (message is not null))
);

create table operator_order (
    id                uuid primary key,
    retirement_id     uuid not null references retirement,
    kind              text not null check (kind in ('CANCEL', 'ROLLBACK', 'RESTART_WINDOW', 'EXTEND_WINDOW')),
    by                text not null,
    reason            text not null,
    extension_seconds bigint not null check (extension_seconds >= 0),
    at                timestamptz not null,
    answered_at       timestamptz,
    answer            text check (answer in ('OBEYED', 'VOID')),
    check ((answered_at is null) = (answer is null))
);

create index operator_order_open on operator_order (retirement_id, at) where answered_at is null;

create table attention (
    retirement_id uuid not null references retirement,
    kind          text not null,
    since         timestamptz not null,
    detail        text not null,
    remedy        text not null,
    primary key (retirement_id, kind)
);

create index attention_by_kind on attention (kind);

create table stop (
    seq    bigint generated always as identity primary key,
    action text not null check (action in ('STOPPED', 'RELEASED')),
    by     text not null,
    reason text not null,
    at     timestamptz not null
);

create table rollback_event (
    id              uuid primary key,
    retirement_id   uuid not null references retirement,
    opened_at       timestamptz not null,
    because         text not null,
    detail          text not null,
    closed_at       timestamptz,
    outcome         text check (outcome in ('ROLLED_BACK', 'DELETED')),
    outcome_detail  text,
    acknowledged_by text,
    acknowledged_at timestamptz,
    resolved_by     text,
    resolved_at     timestamptz,
    resolution      text,
    version         bigint not null,
    check ((closed_at is null) = (outcome is null)),
    check ((acknowledged_by is null) = (acknowledged_at is null)),
    check ((resolved_by is null) = (resolved_at is null) and (resolved_by is null) = (resolution is null))
);

create unique index rollback_event_open on rollback_event (retirement_id) where closed_at is null;
create index rollback_event_by_time on rollback_event (opened_at desc, id);

create trigger policy_is_append_only before update or delete on policy
    for each row execute function refuse_change();
create trigger timeline_is_append_only before update or delete on timeline
    for each row execute function refuse_change();
create trigger assessment_is_append_only before update or delete on assessment
    for each row execute function refuse_change();
create trigger approval_is_append_only before update or delete on approval
    for each row execute function refuse_change();
create trigger approval_withdrawal_is_append_only before update or delete on approval_withdrawal
    for each row execute function refuse_change();
create trigger effect_is_append_only before update or delete on effect
    for each row execute function refuse_change();
create trigger effect_outcome_is_append_only before update or delete on effect_outcome
    for each row execute function refuse_change();
create trigger stop_is_append_only before update or delete on stop
    for each row execute function refuse_change();
create trigger retirement_is_never_deleted before delete on retirement
    for each row execute function refuse_change();
create trigger operator_order_is_never_deleted before delete on operator_order
    for each row execute function refuse_change();
create trigger rollback_event_is_never_deleted before delete on rollback_event
    for each row execute function refuse_change();

-- TRUNCATE fires no row trigger.
create trigger timeline_is_never_emptied before truncate on timeline execute function refuse_change();
create trigger approval_is_never_emptied before truncate on approval execute function refuse_change();
create trigger effect_is_never_emptied before truncate on effect execute function refuse_change();
