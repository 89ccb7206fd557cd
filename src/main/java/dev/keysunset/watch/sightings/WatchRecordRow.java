package dev.keysunset.watch.sightings;

import dev.keysunset.watch.records.PrincipalKind;
import dev.keysunset.watch.records.WatchRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A CloudTrail record about a member; written once, never changed. */
@Entity
@Table(name = "watch_record")
public class WatchRecordRow {
    @Id
    UUID id;

    @Column(name = "retirement_id")
    UUID retirementId;

    @Enumerated(EnumType.STRING)
    WatchRecord.Kind kind;

    /** Empty in rows that are older than the column. */
    @Enumerated(EnumType.STRING)
    WatchRecord.@Nullable Meaning meaning;

    @Column(name = "key_arn")
    String keyArn;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_identity")
    String eventIdentity;

    @Column(name = "event_time")
    Instant eventTime;

    String operation;

    @Nullable
    @Column(name = "error_code")
    String errorCode;

    @Nullable
    @Column(name = "error_message")
    String errorMessage;

    String principal;

    @Nullable
    @Enumerated(EnumType.STRING)
    @Column(name = "principal_kind")
    PrincipalKind principalKind;

    @Nullable
    @Column(name = "principal_account")
    String principalAccount;

    @Nullable
    @Column(name = "on_behalf_of")
    String onBehalfOf;

    @Nullable
    @Column(name = "effect_id")
    UUID effectId;

    @Nullable
    @Column(name = "source_address")
    String sourceAddress;

    @Nullable
    @Column(name = "user_agent")
    String userAgent;

    @Nullable
    @Column(name = "vpc_endpoint_id")
    String vpcEndpointId;

    /** A JSON object of strings. */
    @ColumnTransformer(read = "encryption_context::text", write = "cast(? as jsonb)")
    @Column(name = "encryption_context", columnDefinition = "jsonb")
    String encryptionContext;

    String record;

    @Column(name = "seen_at")
    Instant seenAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    WatchRecordRow() {}
}
