package dev.keysunset.standin.key;

import java.util.Optional;

/** What other services learn when they use a KMS key to encrypt what they keep. */
@FunctionalInterface
public interface KeyHealth {
    /** Why a key cannot be used now, in KMS's words; empty if it can. */
    Optional<String> whyUnusable(String keyArn);
}
