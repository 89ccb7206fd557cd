-- What the feeds stand on, as the looks at it have told: the latest look, the latest readable one, the run of sound ones.

create table footing (
    feed_id           uuid primary key references feed,
    looked_at         timestamptz not null,             -- domain time, as all times here
    failed_call       text,                             -- why the latest look could not be read, where it could not
    failed_code       text,
    failed_message    text,
    fingerprint       text,
    retention_seconds bigint check (retention_seconds >= 0),
    objections        text[] not null,
    sound_fingerprint text,
    sound_since       timestamptz,
    sound_until       timestamptz,
    check (sound_since <= sound_until)
);

create table footing_ground (
    feed_id        uuid not null references footing,
    name           text not null,
    encrypted_with text
);

create index footing_ground_by_feed on footing_ground (feed_id);

-- How the latest polls of each feed went, the newest last: . came, x failed.
alter table feed add recent_polls text not null default '' check (recent_polls ~ '^[.x]*$');

-- The calls that were sent for a feed, by AWS's API and by the minute of real time; an hour is kept.
create table feed_call (
    feed_id   uuid not null references feed,
    api       text not null,
    minute    timestamptz not null,
    sent      bigint not null,
    throttled bigint not null,
    primary key (feed_id, api, minute)
);
