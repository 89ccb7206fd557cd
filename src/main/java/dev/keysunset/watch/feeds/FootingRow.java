package dev.keysunset.watch.feeds;

import dev.keysunset.core.Footing;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.watch.polling.Foothold;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The looks at what a feed stands on: the latest one, the latest readable one, and the run that found it sound. */
@Entity
@Table(name = "footing")
class FootingRow {
    @Id
    @Column(name = "feed_id")
    UUID feedId;

    @Column(name = "looked_at")
    Instant lookedAt;

    @Nullable
    @Column(name = "failed_call")
    String failedCall;

    @Nullable
    @Column(name = "failed_code")
    String failedCode;

    @Nullable
    @Column(name = "failed_message")
    String failedMessage;

    /** Of the latest readable look; absent before the first. */
    @Nullable
    String fingerprint;

    @Nullable
    @Column(name = "retention_seconds")
    Long retentionSeconds;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> objections = List.of();

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "footing_ground", joinColumns = @JoinColumn(name = "feed_id"))
    Set<GroundColumns> grounds = new HashSet<>();

    @Nullable
    @Column(name = "sound_fingerprint")
    String soundFingerprint;

    @Nullable
    @Column(name = "sound_since")
    Instant soundSince;

    @Nullable
    @Column(name = "sound_until")
    Instant soundUntil;

    /** One thing the feed stands on. */
    @Embeddable
    record GroundColumns(
            String name,
            @Nullable @Column(name = "encrypted_with") String encryptedWith) {
        Footing.Ground toGround() {
            return new Footing.Ground(name, Optional.ofNullable(encryptedWith).map(KeyArn::of));
        }
    }

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    FootingRow() {}

    @SuppressWarnings("NullAway.Init")
    FootingRow(UUID feedId) {
        this.feedId = feedId;
    }

    void set(Foothold foothold) {
        var look = foothold.latest().orElseThrow(() -> new IllegalArgumentException("nobody has looked yet"));
        lookedAt = look.at();
        var failed = failure(look.answer());
        failedCall = failed.map(Reading.Unreadable::call).orElse(null);
        failedCode = failed.map(Reading.Unreadable::code).orElse(null);
        failedMessage = failed.map(Reading.Unreadable::message).orElse(null);
        foothold.known().ifPresent(this::set);
        foothold.sound().ifPresent(run -> {
            soundFingerprint = run.fingerprint();
            soundSince = run.since();
            soundUntil = run.until();
        });
    }

    Foothold toFoothold(String settingsHash) {
        var known = known();
        return new Foothold(
                settingsHash,
                Optional.of(new Foothold.Look(lookedAt, answer(known))),
                known,
                Optional.ofNullable(run()));
    }

    private void set(Footing footing) {
        fingerprint = footing.fingerprint();
        retentionSeconds = footing.retention().toSeconds();
        objections = footing.objections();
        var now = footing.grounds().stream()
                .map(ground -> new GroundColumns(
                        ground.name(),
                        ground.encryptedWith().map(KeyArn::toString).orElse(null)))
                .collect(Collectors.toSet());
        // Left alone while nothing changed: Hibernate would write every ground anew with each look.
        if (!now.equals(grounds)) {
            grounds.clear();
            grounds.addAll(now);
        }
    }

    private Optional<Footing> known() {
        return fingerprint == null || retentionSeconds == null
                ? Optional.empty()
                : Optional.of(new Footing(
                        List.copyOf(objections),
                        fingerprint,
                        Duration.ofSeconds(retentionSeconds),
                        grounds.stream()
                                .map(GroundColumns::toGround)
                                .sorted(Comparator.comparing(Footing.Ground::name))
                                .toList()));
    }

    private Foothold.@Nullable Sound run() {
        return soundFingerprint == null || soundSince == null || soundUntil == null
                ? null
                : new Foothold.Sound(soundFingerprint, soundSince, soundUntil);
    }

    private Reading<Footing> answer(Optional<Footing> known) {
        if (failedCall != null && failedCode != null && failedMessage != null) {
            return new Reading.Unreadable<>(failedCall, failedCode, failedMessage);
        }
        return known.map(Reading::read).orElseGet(Reading.Absent::new);
    }

    /** What does not exist is kept as a failure as well: the latest readable look stays what it was. */
    private static Optional<Reading.Unreadable<Footing>> failure(Reading<Footing> answer) {
        return answer instanceof Reading.Absent<Footing>
                ? Optional.of(new Reading.Unreadable<>("the look at it", "Absent", "what it stands on does not exist"))
                : answer.unreadable();
    }
}
