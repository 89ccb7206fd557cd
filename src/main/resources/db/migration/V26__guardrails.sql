-- Statements that people want in key policies, so that AWS itself refuses to disable or schedule a key that was used lately.

create table guardrail (
    id            uuid primary key,
    key_arn       text not null,
    account_id    text not null,
    region        text not null,
    days          integer not null check (days between 1 and 3650),
    sid           text not null,                        -- by which the statement is found again in the policy
    reason        text not null,
    proposed_by   text not null,
    proposed_at   timestamptz not null,                 -- domain time, as all times here
    policy_before text not null,                        -- kept for whoever wants it back
    hash_before   text not null,
    policy_after  text not null,
    state         text not null check (state in
        ('PROPOSED', 'REJECTED', 'WITHDRAWN', 'VOID', 'APPLYING', 'UNKNOWN', 'ADDED', 'REFUSED', 'NOT_ADDED')),
    fenced_until  timestamptz,                          -- from then on AWS refuses the call, whoever still sends it
    check ((fenced_until is null) = (state in ('PROPOSED', 'REJECTED', 'WITHDRAWN', 'VOID')))
);

create unique index guardrail_open on guardrail (key_arn) where state in ('PROPOSED', 'APPLYING', 'UNKNOWN');
create index guardrail_by_key on guardrail (account_id, region, proposed_at desc);
create index guardrail_by_time on guardrail (proposed_at desc, id desc);

-- Who did what with it, when and why.
create table guardrail_step (
    id           uuid primary key,
    guardrail_id uuid not null references guardrail,
    kind         text not null check (kind in
        ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN', 'VOID', 'UNKNOWN', 'ADDED', 'REFUSED', 'NOT_ADDED')),
    by           text not null,
    words        text not null,
    at           timestamptz not null
);

create index guardrail_step_by_time on guardrail_step (guardrail_id, at, id);

create trigger guardrail_is_never_deleted before delete on guardrail
    for each row execute function refuse_change();
create trigger guardrail_keeps_what_was_proposed before update on guardrail
    for each row when (
        (old.key_arn, old.days, old.sid, old.reason, old.proposed_by, old.proposed_at, old.policy_before, old.hash_before,
            old.policy_after)
        is distinct from
        (new.key_arn, new.days, new.sid, new.reason, new.proposed_by, new.proposed_at, new.policy_before, new.hash_before,
            new.policy_after))
    execute function refuse_change();
create trigger guardrail_step_is_append_only before update or delete on guardrail_step
    for each row execute function refuse_change();
create trigger guardrail_step_is_never_emptied before truncate on guardrail_step execute function refuse_change();
