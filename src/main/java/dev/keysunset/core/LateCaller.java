package dev.keysunset.core;

import static dev.keysunset.core.Dependant.Type.BACKUP_VAULT;
import static dev.keysunset.core.Dependant.Type.BUCKET;
import static dev.keysunset.core.Dependant.Type.DB_CLUSTER;
import static dev.keysunset.core.Dependant.Type.DB_INSTANCE;
import static dev.keysunset.core.Dependant.Type.DYNAMODB_TABLE;
import static dev.keysunset.core.Dependant.Type.EBS_SNAPSHOT;
import static dev.keysunset.core.Dependant.Type.EBS_VOLUME;
import static dev.keysunset.core.Dependant.Type.FILE_SYSTEM;
import static dev.keysunset.core.Dependant.Type.FUNCTION;
import static dev.keysunset.core.Dependant.Type.LOG_GROUP;
import static dev.keysunset.core.Dependant.Type.PARAMETER;
import static dev.keysunset.core.Dependant.Type.QUEUE;
import static dev.keysunset.core.Dependant.Type.RECORDED_RESOURCE;
import static dev.keysunset.core.Dependant.Type.REDSHIFT_CLUSTER;
import static dev.keysunset.core.Dependant.Type.REPOSITORY;
import static dev.keysunset.core.Dependant.Type.SECRET;
import static dev.keysunset.core.Dependant.Type.TOPIC;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who calls a key late: the one table of how long to watch for whom. That they call late is what the guides of the services say
 * ({@link Dependant.Type}); how long is long enough is a judgement, from how often such things are done in most houses.
 *
 * @param watch how long a watch has to be to see them
 * @param resources kinds of resources that show that there are such callers
 * @param services AWS services that call so
 * @param words parts of a key's names that say so, in lower case
 */
record LateCaller(
        Duration watch, String habit, Set<Dependant.Type> resources, Set<String> services, Set<String> words) {

    /** The one who needs the longest watch first. */
    static final List<LateCaller> ALL = List.of(
            new LateCaller(
                    Duration.ofDays(370),
                    "yearly work calls once a year",
                    Set.of(),
                    Set.of(),
                    Set.of("year", "annual")),
            new LateCaller(
                    Duration.ofDays(100),
                    "backups and archives call only when something is restored, which many try out once a quarter",
                    Set.of(EBS_SNAPSHOT, BACKUP_VAULT),
                    Set.of("backup.amazonaws.com"),
                    Set.of("backup", "archive", "restore", "disaster")),
            new LateCaller(
                    Duration.ofDays(100), "quarterly work calls once a quarter", Set.of(), Set.of(), Set.of("quarter")),
            new LateCaller(Duration.ofDays(35), "monthly work calls once a month", Set.of(), Set.of(), Set.of("month")),
            new LateCaller(
                    Duration.ofDays(35),
                    "secrets are cached by their callers, and rotated once a month at most places",
                    Set.of(SECRET),
                    Set.of("secretsmanager.amazonaws.com"),
                    Set.of()),
            new LateCaller(
                    Duration.ofDays(35),
                    "volumes call only when they are attached, mostly after the monthly patching of their instance",
                    Set.of(EBS_VOLUME),
                    Set.of("ec2.amazonaws.com", "autoscaling.amazonaws.com"),
                    Set.of()),
            new LateCaller(
                    Duration.ofDays(35),
                    "databases call when they start, are resized or restored, mostly in a monthly maintenance",
                    Set.of(DB_INSTANCE, DB_CLUSTER, REDSHIFT_CLUSTER),
                    Set.of("rds.amazonaws.com", "redshift.amazonaws.com"),
                    Set.of()),
            new LateCaller(
                    Duration.ofDays(35),
                    "clusters, brokers and search domains call when they restart or grow, mostly in a monthly maintenance",
                    Set.of(RECORDED_RESOURCE),
                    Set.of("kafka.amazonaws.com", "es.amazonaws.com", "eks.amazonaws.com"),
                    Set.of()),
            new LateCaller(
                    Duration.ofDays(35),
                    "images call when they are pulled for a deployment or a new node",
                    Set.of(REPOSITORY),
                    Set.of(),
                    Set.of()),
            new LateCaller(
                    Duration.ofDays(14),
                    "functions and parameters call when something starts anew",
                    Set.of(FUNCTION, PARAMETER),
                    Set.of("lambda.amazonaws.com", "ssm.amazonaws.com"),
                    Set.of()),
            new LateCaller(
                    Duration.ofDays(3),
                    "data keys are cached, for a day at most places",
                    Set.of(QUEUE, TOPIC, LOG_GROUP, DYNAMODB_TABLE, BUCKET, FILE_SYSTEM),
                    Set.of(
                            "sqs.amazonaws.com",
                            "sns.amazonaws.com",
                            "dynamodb.amazonaws.com",
                            "s3.amazonaws.com",
                            "elasticfilesystem.amazonaws.com"),
                    Set.of()));

    /** Why a member must be expected to be called like this; empty where nothing hints at it. */
    Optional<String> hint(MemberFacts facts) {
        var hints = Stream.of(resources(facts), services(facts), names(facts))
                .flatMap(Stream::sorted)
                .toList();
        return hints.isEmpty() ? Optional.empty() : Optional.of(habit + " (" + String.join(", ", hints) + ")");
    }

    private Stream<String> resources(MemberFacts facts) {
        return facts.dependants().found().stream()
                .flatMap(List::stream)
                .filter(answer -> resources.contains(answer.type()))
                .filter(answer -> answer.naming()
                        .found()
                        .filter(naming -> !naming.isEmpty())
                        .isPresent())
                .map(answer -> answer.type().plural() + " name it");
    }

    private Stream<String> services(MemberFacts facts) {
        var called = facts.use().known().calls().stream()
                .flatMap(
                        call -> Stream.concat(call.caller().service().stream(), call.caller().sourceAddress().stream()))
                .collect(Collectors.toSet());
        return services.stream().filter(called::contains).map(service -> service + " called it");
    }

    private Stream<String> names(MemberFacts facts) {
        return facts.surroundings().aliases().found().stream()
                .flatMap(Collection::stream)
                .filter(alias -> words.stream().anyMatch(alias.toLowerCase(Locale.ROOT)::contains))
                .map(alias -> "its name " + alias);
    }
}
