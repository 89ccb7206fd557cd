-- Rollbacks are assigned to a person, and resolved with a cause that whoever submits the key again is told.

alter table rollback_event
    add assigned_to text,
    add assigned_by text,
    add assigned_at timestamptz,                        -- domain time
    add root_cause  text check (root_cause in ('NEEDED_BY_WORKLOAD', 'RESTORE_OR_ARCHIVE', 'SCANNER_OR_AUDIT', 'TEST',
                        'FALSE_SIGHTING', 'OTHER')),    -- empty: resolved before there were any
    add check ((assigned_to is null) = (assigned_by is null) and (assigned_to is null) = (assigned_at is null)),
    add check (root_cause is null or resolved_at is not null);

create index rollback_event_of_retirement on rollback_event (retirement_id, opened_at);
create index rollback_event_assigned on rollback_event (assigned_to) where resolved_at is null;
