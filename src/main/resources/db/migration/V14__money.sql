-- What each key costs, whom to ask about it, and what lists of keys are sorted by.

alter table inventory_key
    add column owner                text,                -- empty while nobody is known to ask
    add column owner_source         text check (owner_source in ('TAG', 'CREATOR')),
    add column rotations_kept       integer check (rotations_kept >= 0),  -- empty until they could be read once
    add column rotations_unreadable text,                -- why the last reading of them failed
    add column price                numeric(12, 4) check (price >= 0),    -- a month, unless it is scheduled for deletion
    add check ((owner is null) = (owner_source is null));

-- AWS does not bill a key while its deletion is pending; once that is cancelled the time in between falls due after all.
alter table inventory_key
    add column monthly_cost numeric(12, 4) generated always as (
        case when key_state in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION') then 0 else price end) stored;

-- Never empty, so that one index carries a whole list from page to page: what is unknown comes last.
alter table inventory_key
    add column idle_rank    timestamptz generated always as (coalesce(idle_since, '9999-01-01T00:00:00Z')) stored,
    add column created_rank timestamptz generated always as (coalesce(creation_date, '9999-01-01T00:00:00Z')) stored,
    add column owner_rank   text collate "C" generated always as (
        case when owner is null then '1' else '0' || owner end) stored,
    add column cost_rank    numeric(12, 4) generated always as (coalesce(
        case when key_state in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION') then 0 else price end, -1)) stored;

create index inventory_key_by_idle_rank on inventory_key (idle_rank, key_arn) where gone_at is null;
create index inventory_key_by_created_rank on inventory_key (created_rank, key_arn) where gone_at is null;
create index inventory_key_by_owner_rank on inventory_key (owner_rank, key_arn) where gone_at is null;
create index inventory_key_by_cost_rank on inventory_key (cost_rank, key_arn) where gone_at is null;
create index inventory_key_by_owner on inventory_key (owner, key_arn) where gone_at is null and owner is not null;

-- What the inventory may know of retirements: the one that holds a key now, or the one that deleted it.
create view key_in_retirement as
    select m.key_arn, m.account_id, m.live, r.state
    from retirement_member m join retirement r on r.id = m.retirement_id
    where m.live or r.state = 'DELETED';
