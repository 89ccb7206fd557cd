package dev.keysunset.standin.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A key store outside of KMS's own HSMs. AWS KMS Developer Guide, "Key stores".
 */
public final class CustomKeyStore {
    /** AWS KMS API Reference, "CustomKeyStoresListEntry", ConnectionState. */
    public enum Connection {
        CONNECTED,
        CONNECTING,
        DISCONNECTED
    }

    private final String id;
    private final Place place;
    private final Instant created;
    private final ObjectNode properties;
    private Connection connection = Connection.DISCONNECTED;

    /**
     * A new key store, not connected yet.
     *
     * @param properties the members that CreateCustomKeyStore and UpdateCustomKeyStore share, without secrets
     */
    public CustomKeyStore(String id, Place place, Instant created, ObjectNode properties) {
        this.id = id;
        this.place = place;
        this.created = created;
        this.properties = properties;
    }

    public String id() {
        return id;
    }

    public Place place() {
        return place;
    }

    public Instant created() {
        return created;
    }

    public ObjectNode properties() {
        return properties;
    }

    public String name() {
        return properties.path("CustomKeyStoreName").asText();
    }

    public boolean isExternal() {
        return properties.path("CustomKeyStoreType").asText().equals("EXTERNAL_KEY_STORE");
    }

    public Connection connection() {
        return connection;
    }

    public void become(Connection newConnection) {
        connection = newConnection;
    }
}
