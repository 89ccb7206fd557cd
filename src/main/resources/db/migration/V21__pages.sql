-- What lists are read by where an estate is large: measured over 100,000 keys and 10,000 retirements (src/bench/pages.sh).

create index retirement_by_submission on retirement (submitted_at desc, id desc);

-- The history by who, by what, and by part of what a line says.
create index timeline_by_actor on timeline (actor, recorded_at, id);
create index timeline_by_kind on timeline (kind, recorded_at, id);
create index timeline_by_words on timeline using gin (lower(detail) gin_trgm_ops);

-- Counts of idleness read this index alone; the one with the ARN is twenty times as large.
create index inventory_key_by_idle_seconds on inventory_key (idle_seconds) where gone_at is null;
create index inventory_key_by_owner_and_cost on inventory_key (owner_rank, cost_rank, key_arn) where gone_at is null;
