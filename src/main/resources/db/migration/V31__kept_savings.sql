-- What savings were last added up to, so that nobody who looks has to wait until every key is added up again.

create table savings_line (
    added_up_at timestamptz not null,                   -- domain time; the same in every line
    bucket      text not null check (bucket in ('REALISED', 'PENDING', 'POSSIBLE', 'UNKNOWN')),
    account_id  text not null,
    owner       text,
    keys        bigint not null,
    monthly     numeric not null,
    at_least    bigint not null,
    unique nulls not distinct (bucket, account_id, owner)
);
