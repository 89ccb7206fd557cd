package dev.keysunset.aws.finders;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.SignedCalls;
import dev.keysunset.engine.Finders;
import java.util.List;

/** All finders, wired by hand. */
public final class EveryFinder {
    private EveryFinder() {}

    public static Finders over(Reads reads, Clients clients, SignedCalls calls, AwsSettings settings) {
        var arns = new Arns(settings);
        var lists = new RestLists(reads, calls);
        return new AwsFinders(
                List.of(
                        new EbsVolumes(reads, clients, arns),
                        new EbsSnapshots(reads, clients, arns),
                        new DbInstances(reads, clients),
                        new DbClusters(reads, clients),
                        new DynamoDbTables(reads, clients),
                        new Secrets(reads, clients),
                        new Parameters(reads, clients, arns),
                        new LambdaFunctions(reads, clients),
                        new EncryptedLogGroups(reads, clients),
                        new EncryptedQueues(reads, clients),
                        new EncryptedTopics(reads, clients),
                        new EncryptedBuckets(reads, clients, settings, arns),
                        new Repositories(reads, clients),
                        new RedshiftClusters(reads, clients, arns),
                        new FileSystems(lists, arns),
                        new BackupVaults(lists),
                        new RecordedResources(reads, calls, new Recorder(reads, calls))),
                reads);
    }
}
