-- The stream of events reads what was recorded since a moment, whichever replica recorded it.
create index timeline_by_recording on timeline (recorded_at, id);
