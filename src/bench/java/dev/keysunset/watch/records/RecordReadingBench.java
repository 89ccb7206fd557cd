package dev.keysunset.watch.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keysunset.core.KeyArn;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How fast a feed's records are read on one core; src/bench/records.sh runs it. The mix is what {@code lookup} brings from a busy
 * account: successful calls of all kinds of callers on keys that nobody watches, and one record in a hundred about a watched key.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class RecordReadingBench {
    private static final int RECORDS = 50_000;
    private static final int RELEVANT_EACH = 100;

    private static final List<String> CALLS = List.of(
            "01-decrypt-success-iamuser",
            "05-generatedatakey-s3-on-behalf-of-role",
            "06-decrypt-s3-no-keyid",
            "08-sign-success",
            "09-generatemac-success",
            "11-decrypt-ebs-attach-infrastructure-role",
            "20-generatedatakey-via-vpc-endpoint",
            "22-encrypt-workmail-awsservice-shared",
            "24-decrypt-redshift-foreign-service-role-shared",
            "25-generatedatakey-secretsmanager-real",
            "26-decrypt-ssm-parameter-real",
            "45-decrypt-success-after-disable-settling");

    private static final List<String> RELEVANT = List.of(
            "30-decrypt-disabled-iamuser",
            "31-decrypt-disabled-s3-on-behalf-of-role",
            "46-decrypt-pendingdeletion-invalidstate");

    private final ObjectMapper json = new ObjectMapper();
    private final RecordReader reader = new RecordReader(new Examples.MemberRole());
    private final List<String> records = new ArrayList<>();
    private long bytes;
    private List<WatchedKey> watched = List.of();

    @Param({"10", "10000"})
    int keys;

    /** Bytes beside records. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public long bytes;
    }

    @Setup
    public void mix() {
        var random = new Random(1);
        watched = Examples.watched(Collections.nCopies(keys, "").stream()
                .map(_ -> KeyArn.of("arn:aws:kms:us-west-2:111122223333:key/" + id(random)))
                .toList());
        for (int i = 0; i < RECORDS; i++) {
            var relevant = i % RELEVANT_EACH == 0;
            var names = relevant ? RELEVANT : CALLS;
            var keyId = relevant ? watched.get(random.nextInt(keys)).keyArn().keyId() : id(random);
            records.add(Examples.record(names.get(random.nextInt(names.size())))
                    .replaceAll("key/[0-9a-f-]{36}", "key/" + keyId)
                    .replaceAll("\"eventID\":\"[^\"]*\"", "\"eventID\":\"" + id(random) + "\"")
                    .replaceAll("\"requestID\":\"[^\"]*\"", "\"requestID\":\"" + id(random) + "\""));
        }
        Collections.shuffle(records, random);
        bytes = records.stream().mapToLong(String::length).sum();
    }

    /** What any reader pays that binds a tree, before it has looked at anything. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void tree(Blackhole blackhole, Volume volume) throws JsonProcessingException {
        for (var text : records) {
            JsonNode record = json.readTree(text);
            blackhole.consume(record);
        }
        volume.bytes += bytes;
    }

    /** The tree-binding reader, which decides what a record shows. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int reader(Volume volume) {
        return matched(new Matches(reader, watched, _ -> false), volume);
    }

    /** What the watch does: the sieve, and the reader for what the sieve leaves. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int sieved(Volume volume) {
        return matched(new Matches(reader, watched), volume);
    }

    private int matched(Matches matches, Volume volume) {
        records.forEach(matches::add);
        volume.bytes += bytes;
        if (matches.found().size() != RECORDS / RELEVANT_EACH) {
            throw new IllegalStateException("found " + matches.found().size());
        }
        return matches.found().size();
    }

    private static String id(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
