package dev.keysunset.standin.key;

import java.util.Optional;

/**
 * Where a key outside of KMS's own HSMs is kept.
 *
 * @param clusterId the CloudHSM cluster; empty for an external key store
 * @param xksKeyId the external key; empty for a CloudHSM key store
 */
public record Custody(String customKeyStoreId, Optional<String> clusterId, Optional<String> xksKeyId) {}
