-- Which history this database stands on. A restore or a failover begins another one, and may have lost what was committed last.
create table lineage (
    seq bigint generated always as identity primary key,
    system_identifier text not null,
    timeline_id integer not null check (timeline_id > 0),
    noticed_at timestamptz not null default clock_timestamp()   -- the database's time
);

create trigger lineage_is_append_only before update or delete on lineage for each row execute function refuse_change();
create trigger lineage_is_never_emptied before truncate on lineage execute function refuse_change();
