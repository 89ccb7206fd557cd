-- What a record says besides who needs which key; and the quarantine, which can be asked by feed and keeps each text once.

-- What was a note when it was first read may turn out a sighting: the window it falls into was not open then, or CloudTrail
-- sent the record again with what was missing.
alter table watch_record drop constraint watch_record_retirement_id_key_arn_event_identity_key;
alter table watch_record add constraint watch_record_once unique (retirement_id, key_arn, event_identity, kind);

-- Rows of before do not say; their record does.
alter table watch_record add meaning text check (meaning in (
    'REFUSED', 'USED', 'PUBLIC_KEY_FETCHED', 'CHANGED', 'GRANTED', 'MANAGED', 'DENIED', 'FAILED', 'LOST_DATA', 'UNREADABLE'));
alter table watch_record add principal_kind text
    check (principal_kind in ('USER', 'ROLE', 'SERVICE', 'ACCOUNT', 'UNKNOWN'));
alter table watch_record add principal_account text;
alter table watch_record add source_address text;           -- an IP address, or the name of an AWS service
alter table watch_record add user_agent text;
alter table watch_record add vpc_endpoint_id text;
alter table watch_record add encryption_context jsonb not null default '{}';

create index watch_record_by_event on watch_record (event_id);

alter table quarantined_record add feed_id uuid references feed;
alter table quarantined_record add size integer;            -- in UTF-16 units, as it came; what is kept of it may be less
alter table quarantined_record add digest text;             -- SHA-256 of the text as it came

alter table quarantined_record disable trigger quarantined_record_is_append_only;
update quarantined_record set size = length(record), digest = id::text;
alter table quarantined_record enable trigger quarantined_record_is_append_only;

alter table quarantined_record alter size set not null;
alter table quarantined_record alter digest set not null;
alter table quarantined_record add constraint quarantined_record_once unique (digest);

create index quarantined_record_by_time on quarantined_record (seen_at desc, id desc);
create index quarantined_record_by_feed on quarantined_record (feed_id) where feed_id is not null;
