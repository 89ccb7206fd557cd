-- Push feeds: queues that EventBridge fills. They have no lease and earn no coverage; how they fare is kept for each end.

alter table feed drop constraint feed_kind_check;
alter table feed add constraint feed_kind_check check (kind in ('LOOKUP', 'LOGS', 'QUEUE'));

create table queue_end (
    feed_id     uuid not null references feed,
    name        text not null check (name in ('QUEUE', 'DEAD_LETTERS')),
    answered_at timestamptz,                            -- domain time of the last round without trouble
    received_at timestamptz,                            -- domain time of the last messages
    received    bigint not null default 0 check (received >= 0),
    lag_seconds bigint not null default 0,              -- how long the oldest of the last messages had lain there
    trouble     text,
    primary key (feed_id, name)
);
