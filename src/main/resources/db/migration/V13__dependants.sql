-- What resources name keys, as their services last told. A place is read as a whole, for all keys that somebody asks about.

-- Times of a survey are this database's own: it runs in real time.
create table dependant_survey (
    account_id   text not null,
    region       text not null,
    surveyed_at  timestamptz,                           -- when the last one ended; empty before the first
    lease_token  uuid,
    leased_until timestamptz,
    primary key (account_id, region),
    check ((lease_token is null) = (leased_until is null))
);

create table dependant_answer (
    account_id     text not null,
    region         text not null,
    type           text not null,                       -- the kind of resource that was looked for
    read_at        timestamptz not null,                -- domain time
    answered_at    timestamptz not null,                -- this database's time
    failed_call    text,                                -- why nobody knows, where it could not be read
    failed_code    text,
    failed_message text,
    primary key (account_id, region, type),
    check ((failed_call is null) = (failed_code is null))
);

create table dependant (
    account_id text not null,
    region     text not null,
    type       text not null,
    arn        text not null,
    names      text not null,                           -- the key as the service tells it: id, ARN, alias or alias ARN
    status     text not null,
    primary key (account_id, region, type, arn, names),
    foreign key (account_id, region, type) references dependant_answer
);

create index dependant_by_name on dependant (names, account_id, region);
