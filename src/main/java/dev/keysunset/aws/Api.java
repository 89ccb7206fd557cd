package dev.keysunset.aws;

import dev.keysunset.aws.AwsSettings.Rates;
import dev.keysunset.core.Effect;
import java.util.function.ToDoubleFunction;

/** The calls that have a quota of their own at AWS. */
enum Api {
    LIST_KEYS("kms:ListKeys", Rates::keyReads),
    DESCRIBE_KEY("kms:DescribeKey", Rates::keyReads),
    GET_KEY_LAST_USAGE("kms:GetKeyLastUsage", Rates::lastUsage),
    LIST_ALIASES("kms:ListAliases", Rates::keyReads),
    LIST_GRANTS("kms:ListGrants", Rates::keyReads),
    LIST_RESOURCE_TAGS("kms:ListResourceTags", Rates::keyReads),
    GET_KEY_POLICY("kms:GetKeyPolicy", Rates::keyReads),
    DISABLE_KEY("kms:DisableKey", Rates::stateChanges),
    ENABLE_KEY("kms:EnableKey", Rates::stateChanges),
    SCHEDULE_KEY_DELETION("kms:ScheduleKeyDeletion", Rates::stateChanges),
    CANCEL_KEY_DELETION("kms:CancelKeyDeletion", Rates::stateChanges),
    LOOKUP_EVENTS("cloudtrail:LookupEvents", Rates::lookupEvents),
    FILTER_LOG_EVENTS("logs:FilterLogEvents", Rates::filterLogEvents);

    private final String action;
    private final ToDoubleFunction<Rates> rate;

    Api(String action, ToDoubleFunction<Rates> rate) {
        this.action = action;
        this.rate = rate;
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
        return rate.applyAsDouble(rates);
    }
}
