package dev.keysunset.retirement.submission;

import dev.keysunset.core.Assessment;
import dev.keysunset.core.Assessor;
import dev.keysunset.core.Course;
import dev.keysunset.core.Delay;
import dev.keysunset.core.Described;
import dev.keysunset.core.Gate;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Member;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.KeyHolds;
import dev.keysunset.engine.MemberReading;
import dev.keysunset.engine.Watch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What would become of a family: reads all that a gate would be decided on, and changes nothing. */
@ApplicationScoped
class Prospects {
    private final MemberReading reading;
    private final Watch watch;
    private final Clocks clocks;
    private final Tempo tempo;
    private final KeyHolds holds;

    Prospects(MemberReading reading, Watch watch, Clocks clocks, Tempo tempo, KeyHolds holds) {
        this.reading = reading;
        this.watch = watch;
        this.clocks = clocks;
        this.tempo = tempo;
        this.holds = holds;
    }

    Planned.Plan of(Policy policy, List<KeyFacts> family) {
        var now = clocks.domain().now();
        var members = family.stream()
                .map(key -> new Member(
                        key.keyArn(),
                        key.keyState(),
                        key.kind().family().role(),
                        key.kind().keyUsage()))
                .toList();
        var described = family.stream()
                .map(key -> new Described(key.keyArn(), Reading.read(key)))
                .toList();
        var facts = described.stream().map(reading::facts).toList();
        var places = members.stream()
                .map(member -> member.keyArn().place())
                .distinct()
                .toList();
        var assessment = new Assessor(policy, members, Gate.DISABLE, now, watch.footings(places))
                .assess(facts, reading.earlierRollbacks(described));
        var delays = delays(policy, facts, assessment, now);
        var first =
                delays.stream().map(Delay::until).max(Comparator.naturalOrder()).orElse(now);
        var course = new Course(policy, tempo, members.size() > 1);
        var all = Stream.concat(delays.stream(), course.closed(first)).toList();
        return new Planned.Plan(course, members, assessment, course.from(first), all);
    }

    private List<Delay> delays(Policy policy, List<MemberFacts> facts, Assessment assessment, Instant now) {
        var idle = facts.stream()
                .flatMap(member -> member.usage().idleSince().stream())
                .map(since -> new Delay(
                        since.plus(policy.minIdle()),
                        "The policy wants it unused for " + policy.minIdle().toDays() + " days."));
        var guardrail = assessment.notBefore().stream()
                .map(date -> new Delay(date, "A key policy denies the step while it was used too lately."));
        var held = holds.on(facts.stream().map(MemberFacts::keyArn).toList()).stream()
                .map(hold -> new Delay(hold.until(), "Held by " + hold.by() + ": " + hold.reason()));
        return Stream.of(idle, guardrail, held)
                .flatMap(Function.identity())
                .filter(delay -> delay.until().isAfter(now))
                .toList();
    }
}
