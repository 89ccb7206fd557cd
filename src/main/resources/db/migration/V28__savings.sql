-- What savings are added up from, by account and owner, without a look at the keys themselves: measured over 100,000 keys
-- (src/bench/pages.sh).
create index inventory_key_in_savings on inventory_key (account_id, owner)
    include (idle_seconds, price, rotations_kept, manager)
    where gone_at is null and manager is distinct from 'AWS'
        and coalesce(key_state, '') not in ('PENDING_DELETION', 'PENDING_REPLICA_DELETION');
