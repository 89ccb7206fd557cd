package dev.keysunset.inventory;

import dev.keysunset.core.Grant;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Rotation;
import dev.keysunset.core.Usage;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A key as last read. What a later reading could not read keeps its former value, beside the reason. */
@Entity
@Table(name = "inventory_key")
class InventoryKeyRow {
    @Id
    @Column(name = "key_arn")
    String keyArn;

    @Column(name = "account_id")
    String accountId;

    String region;

    @Column(name = "key_id")
    String keyId;

    @Nullable
    @Enumerated(EnumType.STRING)
    @Column(name = "key_state")
    KeyState keyState;

    /** As it was last read, also while it cannot be. */
    @Nullable
    @Enumerated(EnumType.STRING)
    @Column(name = "known_state")
    KeyState knownState;

    @Column(name = "family_key")
    String familyKey;

    @Enumerated(EnumType.STRING)
    KeyFacts.@Nullable Owner manager;

    @Enumerated(EnumType.STRING)
    KeyFacts.@Nullable Role role;

    @Nullable
    @Column(name = "key_spec")
    String keySpec;

    @Nullable
    @Column(name = "key_usage")
    String keyUsage;

    @Nullable
    String origin;

    @Nullable
    @Column(name = "creation_date")
    Instant creationDate;

    @Nullable
    @Column(name = "deletion_date")
    Instant deletionDate;

    String description = "";

    List<String> aliases = new ArrayList<>();

    @Column(columnDefinition = "jsonb")
    @Convert(converter = InventoryJson.Tags.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    Map<String, String> tags = Map.of();

    @Column(columnDefinition = "jsonb")
    @Convert(converter = InventoryJson.Grants.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    List<Grant> grants = List.of();

    @Nullable
    @Column(name = "key_policy_hash")
    String keyPolicyHash;

    @Nullable
    @Column(columnDefinition = "jsonb")
    @Convert(converter = InventoryJson.Rotations.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    Rotation rotation;

    @Enumerated(EnumType.STRING)
    UsageAnswer usage = UsageAnswer.UNREADABLE;

    @Nullable
    @Column(name = "idle_since")
    Instant idleSince;

    @Nullable
    @Column(name = "usage_operation")
    String usageOperation;

    @Nullable
    @Column(name = "usage_event_id")
    String usageEventId;

    @Column(name = "usage_read_at")
    Instant usageReadAt;

    /** For how long it was unused when that was last asked; the database computes it. */
    @Nullable
    @Column(name = "idle_seconds", insertable = false, updatable = false)
    Long idleSeconds;

    @Column(columnDefinition = "jsonb")
    @Convert(converter = InventoryJson.Causes.class)
    @ColumnTransformer(write = "cast(? as jsonb)")
    List<Unreadable> unreadable = List.of();

    String search = "";

    @Column(name = "read_at")
    Instant readAt;

    @Nullable
    @Column(name = "gone_at")
    Instant goneAt;

    /** The database's alone; empty in a row that was not read from it. */
    @Nullable
    @Embedded
    KeyRanks ranks;

    @Column(name = "first_seen_at", updatable = false)
    Instant firstSeenAt;

    /** The key as it was before a reading. */
    record Known(@Nullable KeyState keyState, boolean gone, Instant readAt) {}

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    InventoryKeyRow() {}

    InventoryKeyRow(KeyArn keyArn, Instant readAt) {
        this.keyArn = keyArn.toString();
        this.accountId = keyArn.accountId();
        this.region = keyArn.region();
        this.keyId = keyArn.keyId();
        this.familyKey = keyArn.familyKey();
        this.readAt = readAt;
        this.usageReadAt = readAt;
        this.firstSeenAt = readAt;
    }

    Known known() {
        return new Known(knownState, goneAt != null, readAt);
    }

    /** @param also what of the key's place could not be read */
    void take(KeyReading reading, List<Unreadable> also) {
        readAt = reading.at();
        goneAt = reading.gone() ? reading.at() : null;
        unreadable = Stream.concat(also.stream(), reading.unreadable().stream()).toList();
        keyState = reading.key().found().map(KeyFacts::keyState).orElse(null);
        reading.key().found().ifPresent(this::take);
        reading.rest().ifPresent(this::take);
        reading.usage().ifPresent(answer -> take(answer, reading.at()));
    }

    /** @param found empty where the aliases could not be listed */
    void name(Optional<SortedSet<String>> found) {
        found.ifPresent(names -> aliases = new ArrayList<>(names));
        search = (keyArn + " " + String.join(" ", aliases) + " " + description).toLowerCase(Locale.ROOT);
    }

    private void take(KeyFacts key) {
        knownState = key.keyState();
        manager = key.kind().manager();
        role = key.kind().family().role();
        keySpec = key.kind().keySpec();
        keyUsage = key.kind().keyUsage();
        origin = key.kind().origin();
        creationDate = key.creationDate();
        deletionDate = key.deletionDate().orElse(null);
        description = key.description();
    }

    private void take(KeyReading.Rest rest) {
        rest.circumstances().grants().found().ifPresent(found -> grants = found);
        rest.circumstances().tags().found().ifPresent(found -> tags = found);
        rest.circumstances().keyPolicy().found().ifPresent(found -> keyPolicyHash = found.hash());
        rest.rotation().found().ifPresent(found -> rotation = found);
    }

    private void take(Usage answer, Instant at) {
        usageReadAt = at;
        usage = UsageAnswer.valueOf(answer.answer());
        idleSince = answer.idleSince().orElse(null);
        usageOperation = answer instanceof Usage.Used(var _, var operation, var _) ? operation : null;
        usageEventId = answer instanceof Usage.Used(var _, var _, var eventId) ? eventId.orElse(null) : null;
    }
}
