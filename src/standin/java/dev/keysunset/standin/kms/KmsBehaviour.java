package dev.keysunset.standin.kms;

import dev.keysunset.standin.ground.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What AWS KMS leaves open or decides by chance. */
public final class KmsBehaviour {
    public static final Setting<Boolean> STATE_BEFORE_PERMISSION = Setting.flag(
            "kms.state-before-permission",
            false,
            "A caller without permission learns of the key's state first. If not, its use of a disabled key shows as a"
                    + " denial only.");

    public static final Setting<Boolean> PENDING_AS_DISABLED = Setting.flag(
            "kms.pending-as-disabled",
            false,
            "A cryptographic call on a key pending deletion ends with DisabledException instead of"
                    + " KMSInvalidStateException; AWS documents both.");

    public static final Setting<Boolean> FULL_PENDING_TEXT = Setting.flag(
            "kms.full-pending-text",
            false,
            "Errors about single-Region keys say \"is pending deletion (or pending replica deletion)\", too, as AWS"
                    + " documents; in the wild they end before the bracket.");

    public static final Setting<Double> SHORT_PAGES = Setting.chance(
            "kms.short-pages",
            0.1,
            "How probably a page of a listing holds fewer items than asked for, even none, although more follow.");

    public static final Setting<Duration> LONGEST_ROTATION = Setting.duration(
            "kms.longest-rotation",
            Duration.ofMinutes(5),
            "A rotation on demand is complete after a random time up to this.");

    public static final Setting<Duration> LONGEST_REPLICA_CREATION = Setting.duration(
            "kms.longest-replica-creation",
            Duration.ofMinutes(1),
            "A new replica key stays Creating for a random time up to this.");

    public static final Setting<Duration> LONGEST_PRIMARY_UPDATE = Setting.duration(
            "kms.longest-primary-update",
            Duration.ofMinutes(1),
            "The old and the new primary key stay Updating for a random time up to this.");

    public static final Setting<Duration> LONGEST_CONNECTING = Setting.duration(
            "kms.longest-connecting",
            Duration.ofMinutes(20),
            "A custom key store is connected after a random time up to this; its keys are Unavailable until then.");

    public static final Setting<Double> REPEATED_DELETION_EVENTS = Setting.chance(
            "kms.repeated-deletion-events",
            0.3,
            "How probably KMS makes three events of one deletion for EventBridge, within seconds.");

    /** AWS KMS API Reference, "GetKeyLastUsage"; the day as reported. */
    public static final Setting<Instant> TRACKING_START = Setting.moment(
            "kms.tracking-start",
            Instant.parse("2026-04-23T00:00:00Z"),
            "When GetKeyLastUsage began to record; what was before left no trace. Where a Region opened later, it may be"
                    + " later.");

    public static final Setting<Duration> LONGEST_USAGE_DELAY = Setting.duration(
            "kms.longest-usage-delay",
            Duration.ofHours(1),
            "GetKeyLastUsage tells of a use after a random time up to this.");

    public static final Setting<Boolean> CIPHERTEXT_BEFORE_STATE = Setting.flag(
            "kms.ciphertext-before-state",
            true,
            "A ciphertext that cannot be read, or that another key made, fails before the key's state is looked at, so"
                    + " that such a call on a disabled key leaves no DisabledException: a watcher sees nothing, and a"
                    + " canary with made-up ciphertext proves nothing. Otherwise the state comes first, which costs a"
                    + " watcher a false alarm at worst.");

    public static final Setting<Boolean> DRY_RUN_CHECKS_STATE = Setting.flag(
            "kms.dry-run-checks-state",
            true,
            "A dry run on a key whose state does not allow the call fails as the call itself would; otherwise it is"
                    + " told that it would have succeeded.");

    public static final List<Setting<?>> ALL = List.of(
            STATE_BEFORE_PERMISSION,
            PENDING_AS_DISABLED,
            FULL_PENDING_TEXT,
            SHORT_PAGES,
            LONGEST_ROTATION,
            LONGEST_REPLICA_CREATION,
            LONGEST_PRIMARY_UPDATE,
            LONGEST_CONNECTING,
            REPEATED_DELETION_EVENTS,
            TRACKING_START,
            LONGEST_USAGE_DELAY,
            CIPHERTEXT_BEFORE_STATE,
            DRY_RUN_CHECKS_STATE);

    private KmsBehaviour() {}
}
