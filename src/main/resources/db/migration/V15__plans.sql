-- Plans: what submissions would have led to when somebody asked, kept so that a submission can name one.

create table retirement_plan (
    id             uuid primary key,
    by             text not null,
    at             timestamptz not null,                -- domain time
    policy_name    text not null,
    policy_version integer not null,
    finished_at    timestamptz,                         -- domain time; empty while it is made, and for ever if that broke off
    foreign key (policy_name, policy_version) references policy (name, version)
);

create index retirement_plan_by_time on retirement_plan (at desc, id);

-- One family each; what is not in here was not planned.
create table retirement_plan_item (
    plan_id    uuid not null references retirement_plan,
    seq        integer not null check (seq > 0),
    family_key text not null,
    key_arn    text not null,                           -- the member that was asked for
    hash       text not null,                           -- the assessment's
    ready      boolean not null,                        -- nothing forbids it, and everything could be read
    findings   jsonb not null,
    members    jsonb not null,
    primary key (plan_id, family_key)
);

create unique index retirement_plan_item_in_order on retirement_plan_item (plan_id, seq);

create trigger retirement_plan_item_is_append_only before update or delete on retirement_plan_item
    for each row execute function refuse_change();
create trigger retirement_plan_is_never_deleted before delete on retirement_plan
    for each row execute function refuse_change();
