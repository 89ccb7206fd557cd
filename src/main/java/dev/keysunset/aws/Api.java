package dev.keysunset.aws;

import dev.keysunset.aws.AwsSettings.Rates;
import dev.keysunset.core.Effect;

/** The calls that have a quota of their own at AWS. */
enum Api {
    LIST_KEYS("kms:ListKeys"),
    DESCRIBE_KEY("kms:DescribeKey"),
    GET_KEY_LAST_USAGE("kms:GetKeyLastUsage"),
    LIST_ALIASES("kms:ListAliases"),
    LIST_GRANTS("kms:ListGrants"),
    LIST_RESOURCE_TAGS("kms:ListResourceTags"),
    GET_KEY_POLICY("kms:GetKeyPolicy"),
    DISABLE_KEY("kms:DisableKey"),
    ENABLE_KEY("kms:EnableKey"),
    SCHEDULE_KEY_DELETION("kms:ScheduleKeyDeletion"),
    CANCEL_KEY_DELETION("kms:CancelKeyDeletion"),
    LOOKUP_EVENTS("cloudtrail:LookupEvents"),
    FILTER_LOG_EVENTS("logs:FilterLogEvents");

    private final String action;

    Api(String action) {
        this.action = action;
    }

    static Api of(Effect effect) {
        return switch (effect) {
            case Effect.DisableKey _ -> DISABLE_KEY;
            case Effect.EnableKey _ -> ENABLE_KEY;
            case Effect.ScheduleKeyDeletion _ -> SCHEDULE_KEY_DELETION;
            case Effect.CancelKeyDeletion _ -> CANCEL_KEY_DELETION;
        };
    }

    /** The name of the IAM action that permits it. */
    String action() {
        return action;
    }

    double perSecond(Rates rates) {
        return switch (this) {
            case LIST_KEYS, DESCRIBE_KEY, LIST_ALIASES, LIST_GRANTS, LIST_RESOURCE_TAGS, GET_KEY_POLICY ->
                rates.keyReads();
            case GET_KEY_LAST_USAGE -> rates.lastUsage();
            case DISABLE_KEY, ENABLE_KEY, SCHEDULE_KEY_DELETION, CANCEL_KEY_DELETION -> rates.stateChanges();
            case LOOKUP_EVENTS -> rates.lookupEvents();
            case FILTER_LOG_EVENTS -> rates.filterLogEvents();
        };
    }
}
