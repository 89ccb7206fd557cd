-- The watch as proof: what a feed stands on, canaries, tampering, queues, and reading by key.

alter table retirement_member add key_usage text;
update retirement_member m set key_usage = coalesce(
    (select i.key_usage from inventory_key i where i.key_arn = m.key_arn), 'ENCRYPT_DECRYPT');
alter table retirement_member alter key_usage set not null;

-- When the key was last seen needed: the newest goes first where quotas bind.
alter table retirement add newest_alarm timestamptz;

-- Policies of before say nothing of canaries and of how blindness is met: the stricter answer holds.
alter table policy disable trigger policy_is_append_only;
update policy set rules = jsonb_set(rules, '{safety}', jsonb_build_object(
    'exemptionTag', rules -> 'safety' -> 'exemptionTag',
    'canaryRequired', true,
    'blindness', jsonb_build_object(
        'cancels', true, 'margin', rules -> 'safety' -> 'blindMargin', 'longest', to_jsonb('PT24H'::text))));
alter table policy enable trigger policy_is_append_only;
