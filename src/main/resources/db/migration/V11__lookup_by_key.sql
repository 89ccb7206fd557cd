-- The event history read key by key, where a canary came back that way and the place is too busy to be read whole.

-- What was read of one key alone; without a key, of all that the feed was asked for.
alter table coverage add key_arn text not null default '';
alter table coverage drop constraint coverage_pkey;
alter table coverage add primary key (feed_id, configuration_hash, key_arn, covered_from);

-- Whether the class's keys are asked for one by one, and up to which canary it was tried whether they can be.
alter table canary_class add by_key boolean not null default false;
alter table canary_class add tried_until timestamptz;

-- What reading cost when it was last measured, in domain time.
alter table feed add records_a_second double precision check (records_a_second >= 0);
alter table feed add measured_at timestamptz;
alter table feed add pages_a_key double precision not null default 1 check (pages_a_key >= 1);
alter table feed add key_span_seconds bigint not null default 604800 check (key_span_seconds > 0);
