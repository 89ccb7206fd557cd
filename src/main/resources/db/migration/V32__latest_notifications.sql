-- All that was told, latest first: the other indices begin with a status or a target.
create index notification_delivery_latest on notification_delivery (seq desc);
