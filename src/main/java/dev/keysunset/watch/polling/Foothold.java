package dev.keysunset.watch.polling;

import dev.keysunset.core.Footing;
import dev.keysunset.core.Interval;
import dev.keysunset.core.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a feed stands on, as the looks at it have told so far, and what its polls may therefore earn: nothing while the latest
 * look did not find it sound, nothing beyond that look, nothing from before the looks that found it so without a break, and
 * nothing that it no longer held when it was read.
 *
 * @param settingsHash what the settings ask of the feed
 * @param known what the latest readable look found
 * @param sound the latest unbroken run of looks that found it sound under one fingerprint
 */
public record Foothold(String settingsHash, Optional<Look> latest, Optional<Footing> known, Optional<Sound> sound) {

    /** One look, in domain time. */
    public record Look(Instant at, Reading<Footing> answer) {}

    /**
     * @param since the first look of the run; where a feed stands on nothing that could be taken away, always
     * @param until the last one
     */
    public record Sound(String fingerprint, Instant since, Instant until) {}

    /** Nobody has looked yet. */
    public static Foothold unseen(String settingsHash) {
        return new Foothold(settingsHash, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Looked at as often as the cadence wants, and again with each poll while it is not known to be sound. */
    boolean due(Instant now, Duration every) {
        return latest.filter(look -> firm() && look.at().plus(every).isAfter(now))
                .isEmpty();
    }

    public Foothold after(Look look) {
        return look.answer()
                .found()
                .map(footing -> new Foothold(
                        settingsHash,
                        Optional.of(look),
                        Optional.of(footing),
                        footing.sound() ? Optional.of(run(look.at(), footing)) : sound))
                .orElseGet(() -> new Foothold(settingsHash, Optional.of(look), known, sound));
    }

    /** Under which coverage counts together: what the settings ask for, on what it was last found standing. */
    public String configurationHash() {
        return settingsHash + ":" + sound.map(Sound::fingerprint).orElse("unseen");
    }

    /** The latest look found it sound. */
    public boolean firm() {
        return latest.flatMap(look -> look.answer().found())
                .filter(Footing::sound)
                .isPresent();
    }

    /** How far back it can be read again as proof: as far as it holds records, and was found standing. */
    public Instant reachesBack(Instant now) {
        var kept = known.map(footing -> now.minus(footing.retention())).orElse(Instant.MIN);
        return sound.map(Sound::since).filter(kept::isBefore).orElse(kept);
    }

    /** What of an interval that was read completely until {@code now} counts. */
    Optional<Interval> creditable(Interval read, Instant now) {
        if (!firm() || sound.isEmpty()) {
            return Optional.empty();
        }
        var earliest = reachesBack(now);
        var latest = sound.get().until();
        var from = read.from().isBefore(earliest) ? earliest : read.from();
        var to = read.to().isAfter(latest) ? latest : read.to();
        return from.isBefore(to) ? Optional.of(new Interval(from, to)) : Optional.empty();
    }

    public Optional<String> trouble() {
        return latest.flatMap(look -> switch (look.answer()) {
            case Reading.Read<Footing>(var footing) ->
                footing.sound()
                        ? Optional.<String>empty()
                        : Optional.of("it cannot see: " + String.join("; ", footing.objections()));
            case Reading.Unreadable<Footing> unreadable -> Optional.of(told(unreadable));
            case Reading.Absent<Footing> _ -> Optional.of("what it stands on does not exist");
        });
    }

    /** A run goes on only if no readable look in between objected: what was cut off for a while leaves a hole for ever. */
    private Sound run(Instant at, Footing footing) {
        var unbroken = known.filter(Footing::sound).flatMap(_ -> sound);
        var since = footing.grounds().isEmpty() ? Instant.EPOCH : at;
        return unbroken.filter(run -> run.fingerprint().equals(footing.fingerprint()))
                .map(run -> new Sound(run.fingerprint(), run.since(), at))
                .orElseGet(() -> new Sound(footing.fingerprint(), since, at));
    }

    private static String told(Reading.Unreadable<Footing> unreadable) {
        var failure = "nobody can say whether it sees, so its polls earn nothing: " + unreadable.call() + " failed: "
                + unreadable.code() + " " + unreadable.message();
        return unreadable.denied() ? failure + " (allow the member role to call " + unreadable.call() + ")" : failure;
    }
}
