package dev.keysunset.retirement.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keysunset.core.Finding;
import dev.keysunset.core.Member;
import dev.keysunset.core.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** A plan as it was made. */
public record StoredPlan(UUID id, String by, Instant at, Policy.Name policy, Optional<Instant> finishedAt) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * A family that could be judged.
     *
     * @param findings in words
     * @param members each with the state it was found in
     */
    public record Item(
            int seq, String keyArn, String hash, boolean ready, SortedSet<String> findings, SortedSet<String> members) {
        static Item of(Object[] row) {
            return new Item(
                    ((Number) row[0]).intValue(),
                    (String) row[1],
                    (String) row[2],
                    (Boolean) row[3],
                    texts((String) row[4]),
                    texts((String) row[5]));
        }
    }

    static StoredPlan of(UUID id, Object[] row) {
        return new StoredPlan(
                id,
                (String) row[0],
                (Instant) row[1],
                new Policy.Name((String) row[2], ((Number) row[3]).intValue()),
                Optional.ofNullable((Instant) row[4]));
    }

    static SortedSet<String> said(List<Finding> findings) {
        var said = new TreeSet<String>();
        findings.forEach(finding -> said.add(
                finding.severity() + " " + finding.kind() + " on " + finding.keyArn() + ": " + finding.detail()));
        return said;
    }

    static SortedSet<String> found(List<Member> members) {
        var found = new TreeSet<String>();
        members.forEach(member -> found.add(member.role() + " " + member.keyArn() + " in state "
                + member.foundState().awsName()));
        return found;
    }

    static String json(SortedSet<String> texts) {
        try {
            return MAPPER.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be stored as JSON", e);
        }
    }

    private static SortedSet<String> texts(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read as texts", e);
        }
    }
}
