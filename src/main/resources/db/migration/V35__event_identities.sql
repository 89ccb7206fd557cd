-- Whether an event is kept already is asked by its identity as well as by its id, whosever key it is about.
create index watch_record_by_identity on watch_record (event_identity);
