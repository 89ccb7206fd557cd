package dev.keysunset.core;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The journey of one key, or of one multi-Region family of keys, from submission to deletion or rollback.
 *
 * @param members in the order in which they are scheduled: replicas before their primary
 */
public record Retirement(UUID id, List<Member> members, Policy policy, Submission submission, Standing standing) {
    public Retirement {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a retirement has at least one member");
        }
        members = members.stream()
                .sorted((a, b) -> a.role() == b.role()
                        ? a.keyArn().compareTo(b.keyArn())
                        : Boolean.compare(a.role() == KeyFacts.Role.PRIMARY, b.role() == KeyFacts.Role.PRIMARY))
                .toList();
    }

    /** Who handed it in: never one of its approvers. */
    public record Submission(String by, Instant at) {}

    public record Standing(RetirementState state, Instant since) {}

    public RetirementState state() {
        return standing.state();
    }

    /** The key usages of the members in one place. */
    public SortedSet<String> usages(Place place) {
        var usages = new TreeSet<String>();
        members.stream()
                .filter(member -> member.keyArn().place().equals(place))
                .forEach(member -> usages.add(member.keyUsage()));
        return usages;
    }

    /** The classes of calls that canaries have to stand for. */
    public SortedSet<CallClass> callClasses() {
        var classes = new TreeSet<CallClass>();
        members.forEach(member -> classes.add(new CallClass(member.keyArn().place(), member.keyUsage())));
        return classes;
    }

    public SortedSet<Place> places() {
        var places = new TreeSet<Place>();
        members.forEach(member -> places.add(member.keyArn().place()));
        return places;
    }
}
