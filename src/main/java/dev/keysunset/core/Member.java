package dev.keysunset.core;

/**
 * One key of a retirement.
 *
 * @param foundState the state AWS reported at submission; a rollback brings the key back to it and no further
 * @param keyUsage AWS's KeyUsage, such as {@code ENCRYPT_DECRYPT}: which canaries stand for it
 */
public record Member(KeyArn keyArn, KeyState foundState, KeyFacts.Role role, String keyUsage) {}
