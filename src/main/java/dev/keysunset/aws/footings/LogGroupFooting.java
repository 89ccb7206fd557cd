package dev.keysunset.aws.footings;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.aws.Sha256;
import dev.keysunset.core.Footing;
import dev.keysunset.core.Footing.Ground;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * What the feed {@code logs} stands on: the group, and the trails that fill it. One sound trail is enough for a place, however
 * many others are broken. Reads only: DescribeLogGroups, DescribeTrails (shadows included, so that trails of other Regions and
 * of the organisation are found), GetTrailStatus and GetEventSelectors.
 */
@ApplicationScoped
public class LogGroupFooting {
    private final Reads reads;
    private final Clients clients;
    private final RecordingTrails trails;

    public LogGroupFooting(Reads reads, Clients clients, RecordingTrails trails) {
        this.reads = reads;
        this.clients = clients;
        this.trails = trails;
    }

    /**
     * @param place where the group is
     * @param reach the places whose records it is said to hold
     * @throws CallFailed if any of it cannot be read
     */
    Footing of(Place place, String logGroupName, SortedSet<Place> reach) {
        var group = group(place, logGroupName);
        if (group.isEmpty()) {
            var objection = "the log group " + logGroupName + " does not exist in " + place
                    + ": create it and let a trail deliver to it, or correct log-group-name";
            return new Footing(
                    List.of(objection), Sha256.of("none"), Duration.ZERO, List.of(missing(place, logGroupName)));
        }
        return of(place, group.get(), reach);
    }

    private Footing of(Place place, LogGroup group, SortedSet<Place> reach) {
        var here = trails.of(place);
        var delivering = here.stream()
                .filter(trail -> arn(group).equals(groupArn(trail)))
                .map(trail -> trails.read(place, trail))
                .sorted(Comparator.comparing(DeliveringTrail::loggingSince).thenComparing(DeliveringTrail::arn))
                .toList();
        if (delivering.isEmpty()) {
            return footing(group, List.of(nobodyDelivers(group, here)), Set.of(), List.of(), place);
        }
        var objections = new LinkedHashSet<String>();
        var carriers = new LinkedHashSet<DeliveringTrail>();
        for (var member : reach) {
            var known = member.equals(place) ? arns(here) : arns(trails.of(member));
            var reaching = delivering.stream()
                    .filter(trail -> known.contains(trail.arn()))
                    .toList();
            // Of several the one that has logged longest carries the feed: what becomes of the others costs nothing.
            reaching.stream()
                    .filter(trail -> trail.objection().isEmpty())
                    .findFirst()
                    .ifPresentOrElse(carriers::add, () -> objections.addAll(objections(member, reaching, delivering)));
        }
        return footing(group, List.copyOf(objections), carriers, delivering, place);
    }

    private static List<String> objections(
            Place member, List<DeliveringTrail> reaching, List<DeliveringTrail> delivering) {
        if (reaching.isEmpty()) {
            return List.of("no trail that delivers to the log group (" + names(delivering) + ") records " + member
                    + ": let one reach it, or take it from the regions");
        }
        return reaching.stream().flatMap(trail -> trail.objection().stream()).toList();
    }

    private static String nobodyDelivers(LogGroup group, List<Trail> here) {
        var elsewhere = here.stream()
                .filter(trail -> !groupArn(trail).isEmpty())
                .map(trail -> trail.trailARN() + " delivers to " + groupArn(trail))
                .collect(Collectors.joining(", "));
        return "no trail delivers to the log group " + group.logGroupName()
                + (elsewhere.isEmpty() ? "" : " (" + elsewhere + ")")
                + ": name the group that a trail fills (log-group-name, log-group-account-id, log-group-region)";
    }

    private static Footing footing(
            LogGroup group,
            List<String> objections,
            Collection<DeliveringTrail> carriers,
            List<DeliveringTrail> delivering,
            Place place) {
        // A group that was deleted and made again has the same name, and none of the old records.
        var fingerprint = Stream.concat(
                        Stream.of(arn(group), String.valueOf(group.creationTime())),
                        carriers.stream().map(DeliveringTrail::fingerprint).sorted())
                .collect(Collectors.joining("\n"));
        var grounds = new ArrayList<Ground>();
        grounds.add(new Ground(
                name(place, group.logGroupName()),
                Optional.ofNullable(group.kmsKeyId()).flatMap(KeyArn::parse)));
        delivering.forEach(trail ->
                grounds.add(new Ground("trail " + trail.arn(), trail.kmsKeyId().flatMap(KeyArn::parse))));
        return new Footing(objections, Sha256.of(fingerprint), retention(group), grounds);
    }

    private static Ground missing(Place place, String logGroupName) {
        return new Ground(name(place, logGroupName), Optional.empty());
    }

    private static String name(Place place, String logGroupName) {
        return "log group " + logGroupName + " in " + place;
    }

    /** A group that says nothing of it keeps its events for ever (CloudWatch Logs API, LogGroup). */
    private static Duration retention(LogGroup group) {
        return Optional.ofNullable(group.retentionInDays())
                .map(Duration::ofDays)
                .orElse(Footing.FOR_EVER);
    }

    /** AWS knows groups by the beginnings of their names only. */
    private Optional<LogGroup> group(Place place, String logGroupName) {
        return reads
                .<LogGroup>all(place, Api.DESCRIBE_LOG_GROUPS, token -> {
                    var answer = clients.logs(place)
                            .describeLogGroups(request ->
                                    request.logGroupNamePrefix(logGroupName).nextToken(token.orElse(null)));
                    return new Batch<>(answer.logGroups(), Optional.ofNullable(answer.nextToken()));
                })
                .stream()
                .filter(group -> logGroupName.equals(group.logGroupName()))
                .findFirst();
    }

    private static Set<String> arns(List<Trail> trails) {
        return trails.stream().map(Trail::trailARN).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String names(List<DeliveringTrail> trails) {
        return trails.stream().map(DeliveringTrail::arn).collect(Collectors.joining(", "));
    }

    private static String arn(LogGroup group) {
        return bare(group.arn());
    }

    private static String groupArn(Trail trail) {
        return bare(Optional.ofNullable(trail.cloudWatchLogsLogGroupArn()).orElse(""));
    }

    /** A group's ARN stands with and without the ending that means all of its streams. */
    private static String bare(String groupArn) {
        return groupArn.endsWith(":*") ? groupArn.substring(0, groupArn.length() - 2) : groupArn;
    }
}
