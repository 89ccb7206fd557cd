package dev.keysunset.standin.fleet;

import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.key.KeyArn;

/** A resource that is encrypted with the key of a plan. */
public record HoldingPlan(HoldingType type, String name, String status, NamedBy namedBy) {

    /** How the resource names its key. */
    public enum NamedBy {
        ARN,
        ID,
        ALIAS,
        ALIAS_ARN
    }

    String key(KeyArn key, String alias) {
        return switch (namedBy) {
            case ARN -> key.toString();
            case ID -> key.id();
            case ALIAS -> alias;
            case ALIAS_ARN -> "arn:aws:kms:" + key.region() + ":" + key.account() + ":" + alias;
        };
    }
}
