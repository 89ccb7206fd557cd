-- What lists of retirements are searched for: parts of a reason, a ticket, a person's name, an ARN, an alias.

-- array_to_string depends on settings for some types, and cannot be indexed; for text it never does.
create function in_one_line(names text[]) returns text
    language sql immutable parallel safe
    return array_to_string(names, ' ');

create index retirement_by_words on retirement
    using gin (lower(reason || ' ' || coalesce(ticket, '') || ' ' || submitted_by) gin_trgm_ops);
create index retirement_member_by_words on retirement_member
    using gin (lower(key_arn || ' ' || in_one_line(aliases)) gin_trgm_ops);
