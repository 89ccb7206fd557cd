-- Who made keys longer ago than the event history reaches: a trail's archive is asked along with what it is asked for anyway. Its
-- answer is kept as the record, in fewer words than CloudTrail's, because the archive does not forget.

alter table key_creator add column archive_asked_at timestamptz;    -- domain time; empty until one of that time had nothing

-- The keys that the query under way in a place asks for, because under its token the same question must be asked again.
create table archive_creation (
    key_arn    text primary key,
    account_id text not null,
    region     text not null
);

create index archive_creation_by_place on archive_creation (account_id, region);
