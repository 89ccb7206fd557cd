-- How many last uses stand how: counted for metrics, and the table holds a record for each.
create index last_use_by_state on last_use (account_id, region, state) include (used_at);
