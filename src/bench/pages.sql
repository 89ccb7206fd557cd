-- A large estate: 100,000 keys, 10,000 retirements with all that is remembered of them. For src/bench/pages.sh alone: what is due
-- in here is due in a year, so that nothing acts on it.

create temporary table estate as
select i,
    md5('key' || i)::uuid::text as key_id,
    (array['111122223333', '444455556666'])[i % 2 + 1] as account_id,
    (array['us-east-1', 'eu-west-1'])[i / 2 % 2 + 1] as region,
    'alias/team-' || i % 40 || '/key-' || i as alias
from generate_series(1, 100000) i;
alter table estate add key_arn text;
update estate set key_arn = 'arn:aws:kms:' || region || ':' || account_id || ':key/' || key_id;

insert into inventory_key (key_arn, account_id, region, key_id, family_key, key_state, known_state, manager, role, key_spec,
    key_usage, origin, creation_date, description, aliases, tags, usage, idle_since, usage_operation, search, read_at,
    usage_read_at, first_seen_at, owner, owner_source, rotations_kept, price)
select key_arn, account_id, region, key_id, key_arn,
    case when i % 50 = 0 then 'DISABLED' else 'ENABLED' end, case when i % 50 = 0 then 'DISABLED' else 'ENABLED' end,
    case when i % 9 = 0 then 'AWS' else 'CUSTOMER' end, 'SINGLE', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'AWS_KMS',
    now() - i % 2000 * interval '1 day', 'Data of application ' || i % 700 || ', part ' || i, array[alias],
    jsonb_build_object('team', 'team-' || i % 40, 'stage', 'production'),
    case when i % 20 = 0 then 'UNREADABLE' when i % 7 = 0 then 'NEVER_USED' else 'USED' end,
    case when i % 20 = 0 then null else now() - i % 600 * interval '1 day' end,
    case when i % 20 <> 0 and i % 7 <> 0 then 'Decrypt' end,
    lower(key_arn || ' ' || alias || ' Data of application ' || i % 700), now(), now(), now() - interval '1 year',
    'team-' || i % 40, 'TAG', i % 3, case when i % 9 = 0 then 0 else 1 + i % 3 end
from estate;

insert into inventory_usage (key_arn, seen_at, answer, idle_since, operation)
select key_arn, now() - n * interval '30 days', 'USED', now() - n * interval '31 days', 'Decrypt'
from estate, generate_series(1, 3) n where i % 7 <> 0;

-- Of ten retirements six ended with the key, one was refused, one called off, one rolled back and one goes on.
create temporary table journey as
select i, md5('retirement' || i)::uuid as id, key_arn, account_id, region, alias,
    case when i % 10 < 6 then 'DELETED' when i % 10 = 6 then 'REFUSED' when i % 10 = 7 then 'CANCELLED'
        when i % 10 = 8 then 'ROLLED_BACK'
        else (array['AWAITING_DISABLE_APPROVAL', 'OBSERVING', 'AWAITING_DELETION_APPROVAL', 'PENDING_DELETION'])[i / 10 % 4 + 1]
    end as state,
    now() - i * interval '1 hour' as submitted_at
from estate where i <= 10000;

insert into retirement (id, account_id, family_key, live, policy_name, policy_version, reason, ticket, submitted_by, submitted_at,
    state, state_since, watched_since, window_opens_at, window_closes_at, deletion_date, because, deletion_confirmed, version,
    next_due_at, urgency)
select id, account_id, key_arn, i % 10 = 9, 'standard', 1, 'belonged to application ' || i % 700, 'T-' || i, 'submitter',
    submitted_at, state, submitted_at + interval '1 day',
    case when state in ('OBSERVING', 'AWAITING_DELETION_APPROVAL', 'PENDING_DELETION', 'ROLLED_BACK') then submitted_at end,
    case when state in ('OBSERVING', 'AWAITING_DELETION_APPROVAL', 'PENDING_DELETION') then submitted_at end,
    case when state in ('OBSERVING', 'AWAITING_DELETION_APPROVAL', 'PENDING_DELETION') then submitted_at + interval '30 days' end,
    case when state = 'PENDING_DELETION' then submitted_at + interval '60 days' end,
    case state when 'REFUSED' then 'BLOCKER' when 'CANCELLED' then 'CANCELLED' when 'ROLLED_BACK' then 'SIGHTING' end,
    case when state = 'DELETED' then true end, 12, case when i % 10 = 9 then now() + interval '1 year' end, 2
from journey;

insert into retirement_member (retirement_id, key_arn, account_id, region, role, found_state, key_state, key_usage, aliases, live)
select id, key_arn, account_id, region, 'SINGLE', 'Enabled',
    case state when 'DELETED' then 'NotFound' when 'ROLLED_BACK' then 'Enabled' else 'Disabled' end, 'ENCRYPT_DECRYPT',
    array[alias], i % 10 = 9
from journey;

insert into timeline (id, retirement_id, seq, at, recorded_at, kind, from_state, to_state, cause, actor, detail)
select gen_random_uuid(), id, n, submitted_at + n * interval '1 hour', submitted_at + n * interval '1 hour',
    case when n % 3 = 0 then 'MOVED' when n % 3 = 1 then 'ASSESSED' else 'APPROVED' end,
    case when n % 3 = 0 then 'SUBMITTED' end, case when n % 3 = 0 then state end, case when n % 3 = 0 then 'ASSESSED' end,
    case when n % 3 = 2 then 'ann' else 'keysunset' end,
    'line ' || n || ' of retirement ' || i || ' : what was found, decided or done, told in about as many words as usual'
from journey, generate_series(1, 12) n;

insert into assessment (id, retirement_id, seq, gate, hash, at, findings)
select gen_random_uuid(), id, 1, gate, 'hash-' || i, submitted_at, (
    select jsonb_agg(jsonb_build_object('severity', case when kind = 'GRANTS' then 'WARNING' else 'INFO' end, 'kind', kind,
        'keyArn', key_arn, 'detail', 'Something about ' || alias || ' that people want to know before they decide.',
        'remedy', 'Ask whoever it names, and take it back if it is needed.'))
    from unnest(array['USAGE', 'ALIASES', 'GRANTS', 'KEY_POLICY', 'WAY_BACK', 'DEPENDANTS']) kind)
from journey, unnest(array['DISABLE', 'DELETE']) gate
where gate = 'DISABLE' or state in ('AWAITING_DELETION_APPROVAL', 'PENDING_DELETION', 'DELETED');

insert into approval (id, retirement_id, gate, assessment_hash, person, round, choice, comment, at)
select gen_random_uuid(), id, gate, 'hash-' || i, person, 1, 'APPROVE', 'checked with the owner', submitted_at
from journey, (values ('DISABLE', 'ann'), ('DELETE', 'ann'), ('DELETE', 'bob')) given (gate, person)
where state in ('DELETED', 'PENDING_DELETION', 'ROLLED_BACK');

insert into effect (id, retirement_id, key_arn, action, pending_window_in_days, intended_at, fenced_until, lease_token)
select md5(action || i)::uuid, id, key_arn, action, case when action = 'ScheduleKeyDeletion' then 30 end, submitted_at,
    submitted_at + interval '30 seconds', gen_random_uuid()
from journey, unnest(array['DisableKey', 'ScheduleKeyDeletion']) action
where state in ('DELETED', 'PENDING_DELETION') or action = 'DisableKey' and state in ('OBSERVING', 'ROLLED_BACK');

insert into effect_outcome (effect_id, outcome, at, request_id) select id, 'DONE', intended_at, id::text from effect;

insert into attention (retirement_id, kind, since, detail, remedy)
select id, 'APPROVAL', submitted_at, '0 of 1 approvals at the gate.', 'Approve it, or reject it.' from journey
where state in ('AWAITING_DISABLE_APPROVAL', 'AWAITING_DELETION_APPROVAL')
union all
select id, 'WATCH_GAP', submitted_at, 'Nothing was read since noon.', 'Repair the feed.' from journey
where state = 'OBSERVING' and i % 100 = 19;

insert into rollback_event (id, retirement_id, opened_at, because, detail, closed_at, outcome, outcome_detail, resolved_by,
    resolved_at, resolution, version)
select md5('rollback' || i)::uuid, id, submitted_at + interval '1 day', 'SIGHTING', 'role/payroll called Decrypt',
    submitted_at + interval '25 hours', 'ROLLED_BACK', 'every member is as it was found',
    case when i % 100 <> 8 then 'olga' end, case when i % 100 <> 8 then submitted_at + interval '2 days' end,
    case when i % 100 <> 8 then 'payroll runs once a month' end, 3
from journey where state = 'ROLLED_BACK';

insert into watch_record (id, retirement_id, kind, meaning, key_arn, event_id, event_identity, event_time, operation, error_code,
    error_message, principal, principal_kind, source_address, user_agent, encryption_context, record, seen_at)
select gen_random_uuid(), id, 'SIGHTING', 'REFUSED', key_arn, gen_random_uuid()::text, gen_random_uuid()::text,
    submitted_at + n * interval '1 minute', 'Decrypt', 'DisabledException', key_arn || ' is disabled.',
    'arn:aws:sts::' || account_id || ':assumed-role/payroll/run-' || n % 3, 'ROLE', '198.51.100.' || n,
    'aws-sdk-java/2.57.8 md/io#sync', '{"aws:dynamodb:tableName": "salaries"}', '{"eventName": "Decrypt"}', submitted_at
from journey, generate_series(1, 30) n where state = 'ROLLED_BACK';

insert into notification (id, dedup_key, kind, at, body)
select md5('notification' || i)::uuid, 'bench-' || i, 'RETIREMENT_MOVED', submitted_at, jsonb_build_object(
    'kind', 'RETIREMENT_MOVED',
    'about', jsonb_build_object('thread', id, 'accountId', account_id, 'retirementId', id, 'rollbackId', null,
        'keyArns', jsonb_build_array(key_arn)),
    'words', jsonb_build_object('title', alias || ' is ' || state, 'detail', 'What happened, in about as many words as usual.',
        'remedy', null),
    'once', jsonb_build_object('key', 'bench-' || i, 'at', to_char(submitted_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
from journey;

insert into notification_delivery (id, notification_id, target, thread, status, attempts, due_at, trouble, settled_at)
select md5('delivery' || i)::uuid, md5('notification' || i)::uuid, 'chat-' || i % 3, id::text,
    case when i % 50 = 0 then 'DEAD' else 'SENT' end, 1, submitted_at,
    case when i % 50 = 0 then 'chat.example.com answered 404' end, submitted_at
from journey;

-- Some of the places have a feed already: the demo's.
insert into feed (id, account_id, region, kind, configuration_hash, next_due_at, span_seconds, last_success_at)
select gen_random_uuid(), account_id, region, 'LOGS', 'bench', now() + interval '1 year', 3600, now()
from (select distinct account_id, region from estate) place
on conflict (account_id, region, kind) do update set next_due_at = excluded.next_due_at, last_success_at = excluded.last_success_at;

insert into coverage (feed_id, configuration_hash, covered_from, covered_to)
select id, configuration_hash, now() - interval '400 days', now() - interval '15 minutes' from feed;

insert into stop (action, by, reason, at)
select case when n % 2 = 1 then 'STOPPED' else 'RELEASED' end, 'admin', 'incident ' || n, now() - (100 - n) * interval '1 day'
from generate_series(1, 20) n;
