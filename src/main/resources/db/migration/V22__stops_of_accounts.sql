-- A stop may hold in one account alone.

alter table stop add account_id text check (account_id ~ '^[0-9]{12}$');   -- empty: everywhere

-- Whoever intends an effect asks for the latest word everywhere and in its account.
create index stop_latest on stop (account_id, seq desc);
