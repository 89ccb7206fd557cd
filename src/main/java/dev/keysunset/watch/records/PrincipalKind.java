package dev.keysunset.watch.records;

/** What kind of caller a record names (CloudTrail User Guide, userIdentity element). */
public enum PrincipalKind {
    /** An IAM user, the root user, or somebody signed in through an identity provider: mostly, but not surely, a person. */
    USER,
    /** A role that a workload or a person assumed. */
    ROLE,
    /** AWS itself: a service by its own name, by its service-linked role, or inside KMS. */
    SERVICE,
    /** Somebody in another account, of whom the owner of the key is told no more. */
    ACCOUNT,
    UNKNOWN
}
