-- The outbox: what is worth telling, committed with what caused it, and what became of telling each target.

create table notification (
    id          uuid primary key,
    dedup_key   text not null unique,                   -- whatever is told again is told no second time
    kind        text not null,
    at          timestamptz not null,                   -- domain time
    recorded_at timestamptz not null default clock_timestamp(),
    body        jsonb not null
);

-- Times are this database's own: telling is done in real time.
create table notification_delivery (
    id              uuid primary key,
    seq             bigint generated always as identity,
    notification_id uuid not null references notification on delete cascade,
    target          text not null,                      -- as the configuration names it
    thread          text not null,                      -- within a target, told in order
    status          text not null default 'PENDING' check (status in ('PENDING', 'SENT', 'DEAD')),
    message_id      uuid,                               -- of the message it first went into, and stays in
    attempts        integer not null default 0,
    tried_since     timestamptz not null default clock_timestamp(),
    due_at          timestamptz not null,
    lease_token     uuid,
    leased_until    timestamptz,
    trouble         text,                               -- of the last attempt
    settled_at      timestamptz,
    unique (notification_id, target),
    check ((lease_token is null) = (leased_until is null)),
    check ((status = 'PENDING') = (settled_at is null))
);

create index notification_delivery_due on notification_delivery (target, seq) where status = 'PENDING';
create index notification_delivery_thread on notification_delivery (target, thread, seq) where status = 'PENDING';
create index notification_delivery_message on notification_delivery (message_id) where status = 'PENDING';
create index notification_delivery_by_status on notification_delivery (status, seq desc);
create index notification_delivery_by_target on notification_delivery (target, seq desc);
create index notification_delivery_settled on notification_delivery (settled_at) where status = 'SENT';
