package dev.keysunset.inventory;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.KeyState;
import dev.keysunset.core.Usage;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
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

    @Enumerated(EnumType.STRING)
    UsageAnswer usage = UsageAnswer.UNREADABLE;

    @Nullable
    @Column(name = "idle_since")
    Instant idleSince;

    @Nullable
    @Column(name = "usage_operation")
    String usageOperation;

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

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    InventoryKeyRow() {}

    InventoryKeyRow(KeyArn keyArn, Instant readAt) {
        this.keyArn = keyArn.toString();
        this.accountId = keyArn.accountId();
        this.region = keyArn.region();
        this.keyId = keyArn.keyId();
        this.readAt = readAt;
    }

    void take(KeyReading reading) {
        readAt = reading.at();
        goneAt = reading.gone() ? reading.at() : null;
        unreadable = reading.unreadable();
        keyState = reading.key().found().map(KeyFacts::keyState).orElse(null);
        reading.key().found().ifPresent(this::take);
        reading.surroundings().aliases().found().ifPresent(found -> aliases = new ArrayList<>(found));
        reading.surroundings().tags().found().ifPresent(found -> tags = found);
        take(reading.usage());
        search = (keyArn + " " + String.join(" ", aliases) + " " + description).toLowerCase(Locale.ROOT);
    }

    private void take(KeyFacts key) {
        manager = key.kind().manager();
        role = key.kind().family().role();
        keySpec = key.kind().keySpec();
        keyUsage = key.kind().keyUsage();
        origin = key.kind().origin();
        creationDate = key.creationDate();
        deletionDate = key.deletionDate().orElse(null);
        description = key.description();
    }

    private void take(Usage answer) {
        usage = UsageAnswer.valueOf(answer.answer());
        idleSince = answer.idleSince().orElse(null);
        usageOperation = answer instanceof Usage.Used(var _, var operation, var _) ? operation : null;
    }
}
