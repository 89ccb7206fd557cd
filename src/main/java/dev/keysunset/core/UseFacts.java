package dev.keysunset.core;

/**
 * What is known of a member's use.
 *
 * @param usage what KMS says now
 * @param known what was learnt before, or elsewhere
 */
public record UseFacts(Usage usage, KnownUses known) {}
