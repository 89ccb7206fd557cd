package dev.keysunset.conformance;

import dev.keysunset.standin.StandIn;
import dev.keysunset.standin.StandInOptions;
import dev.keysunset.standin.model.ModelledAnswers;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What is under test, ready to be asked, and cleaned up at the end. */
final class Subject implements AutoCloseable {
    private static final Path OBSERVATIONS = Path.of("target/conformance-observations.md");

    private final String name;
    private final List<StandIn> open;
    private final Patience patience;
    private final SdkClients clients;
    private final String account;
    private final OwnKeys keys;
    private final Observations observations = new Observations();

    private Subject(String name, List<StandIn> open, Patience patience, SdkClients.Way way) {
        this.name = name;
        this.open = open;
        this.patience = patience;
        this.keys = new OwnKeys(patience);
        this.clients = new SdkClients(way, List.of(new OnlyOwnKeys(keys::owns), modelled(way, observations)));
        this.account = clients.sts().getCallerIdentity().account();
    }

    /** Starts or finds what the properties name. */
    static Subject of(Target target) {
        return switch (target) {
            case Target.OwnStandIn _ -> ownStandIn();
            case Target.OtherStandIn(var endpoint) -> standIn(endpoint, List.of());
            case Target.Aws aws -> aws(aws);
        };
    }

    private static Subject ownStandIn() {
        var standIn = StandIn.start(StandInOptions.prompt().withRate(0));
        return standIn(standIn.endpoint(), List.of(standIn));
    }

    private static Subject standIn(URI endpoint, List<StandIn> open) {
        var clock = new MovedClock(endpoint);
        clock.now();
        return new Subject("the stand-in", open, clock, SdkClients.Way.toStandIn(endpoint));
    }

    private static Subject aws(Target.Aws target) {
        var subject = new Subject("AWS", List.of(), new RealClock(), SdkClients.Way.toAws(target.region()));
        admit(target.account(), subject.account);
        return subject;
    }

    /** Lets nobody work in an account because they happened to be logged in. */
    static void admit(String named, String actual) {
        if (!actual.equals(named)) {
            throw new IllegalStateException(
                    "The credentials are of account " + actual + ", but " + named + " was named; nothing was done");
        }
    }

    /** AWS may know more than this SDK; a stand-in may not. */
    private static ModelledAnswers modelled(SdkClients.Way way, Observations observations) {
        return way.endpoint().isPresent()
                ? new ModelledAnswers()
                : new ModelledAnswers(complaint -> observations.note("Answers unlike the model", complaint));
    }

    KmsClient kms() {
        return clients.kms();
    }

    CloudTrailClient cloudTrail() {
        return clients.cloudTrail();
    }

    CloudWatchLogsClient logs() {
        return clients.logs();
    }

    StsClient sts() {
        return clients.sts();
    }

    OwnKeys keys() {
        return keys;
    }

    Patience patience() {
        return patience;
    }

    Observations observations() {
        return observations;
    }

    String account() {
        return account;
    }

    String region() {
        return clients.region();
    }

    /** Where a clock can be moved; empty if this is AWS. */
    Optional<URI> standIn() {
        return clients.endpoint();
    }

    @Override
    public void close() {
        var ends = keys.scheduleAll(kms());
        if (standIn().isEmpty()) {
            System.out.println("conformance run " + keys.run() + " in account " + account + " leaves behind:");
            ends.forEach(end -> System.out.println("  " + end));
        }
        observations.write(name + " in " + region() + ", run " + keys.run(), OBSERVATIONS);
        clients.close();
        open.forEach(StandIn::close);
    }
}
