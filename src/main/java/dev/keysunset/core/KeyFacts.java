package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What DescribeKey says of one key.
 *
 * @param deletionDate the moment after which AWS deletes; absent unless the key is {@code PendingDeletion}
 * @param description free text of its owner
 */
public record KeyFacts(
        KeyArn keyArn,
        KeyState keyState,
        Kind kind,
        Instant creationDate,
        Optional<Instant> deletionDate,
        String description) {

    /**
     * What a key is, as against how it is.
     *
     * @param keyUsage AWS's KeyUsage, such as {@code ENCRYPT_DECRYPT}
     * @param origin AWS's Origin, such as {@code AWS_KMS} or {@code EXTERNAL}
     */
    public record Kind(Owner manager, String keySpec, String keyUsage, String origin, Family family) {}

    /** Who may change the key: AWS managed keys can be neither disabled nor deleted by their account. */
    public enum Owner {
        AWS,
        CUSTOMER
    }

    /** A single-Region key is a family of one: itself, in the role of {@code SINGLE}. */
    public record Family(Role role, List<KeyArn> members) {
        public Family {
            members = members.stream().sorted().toList();
        }
    }

    /** The part a key plays in its multi-Region family. Replicas are scheduled before their primary. */
    public enum Role {
        SINGLE,
        PRIMARY,
        REPLICA
    }
}
