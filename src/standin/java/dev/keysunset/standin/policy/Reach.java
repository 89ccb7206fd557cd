package dev.keysunset.standin.policy;

/**
 * How closely a name in a Principal element hits a caller. What a resource-based policy gives to an account, the account
 * hands on by its own policies; what it gives to a role, a session policy still narrows; what it gives to a session by its
 * own ARN, nothing narrows any more. IAM User Guide, "Policy evaluation logic".
 */
public enum Reach {
    ACCOUNT(Policy.Answer.DELEGATED),
    PRINCIPAL(Policy.Answer.ALLOWED),
    SESSION(Policy.Answer.ALLOWED_SESSION);

    private final Policy.Answer permission;

    Reach(Policy.Answer permission) {
        this.permission = permission;
    }

    /** What an Allow for this name is worth. */
    public Policy.Answer permission() {
        return permission;
    }
}
