-- Rollbacks that AWS does not let through: since when, why, and when that was last said aloud.

alter table rollback_event
    add stuck_since   timestamptz,                      -- domain time
    add stuck_because text,
    add told_at       timestamptz,                      -- real time
    add told_times    integer not null default 0,
    add check ((stuck_since is null) = (stuck_because is null)),
    add check (closed_at is null or stuck_since is null);

create index rollback_event_stuck on rollback_event (stuck_since) where stuck_since is not null;
