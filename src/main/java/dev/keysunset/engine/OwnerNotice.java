package dev.keysunset.engine;

import dev.keysunset.core.KeyArn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key is proposed for retirement, and its owner is to be told. Fired as a CDI event inside the transaction that records it, so
 * that whoever sends such words can keep them in the same transaction.
 *
 * @param owner by tag or creator; empty while nobody is known to ask
 * @param submitAt when it is handed in unless somebody objects; empty where the rule only proposes
 */
public record OwnerNotice(
        UUID candidateId, KeyArn keyArn, Optional<String> owner, Optional<Instant> submitAt, String detail) {}
