package dev.keysunset.standin.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A policy document, read once and asked often. */
public final class Policy {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

    /** What a policy says about a request; of several statements the later of these words counts. */
    public enum Answer {
        SILENT,
        /** Allowed to the caller's account: it is for the account's own policies to decide. */
        DELEGATED,
        ALLOWED,
        /** Allowed to this very session by its ARN. */
        ALLOWED_SESSION,
        DENIED;

        public Answer or(Answer other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private final List<Statement> statements;

    private Policy(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads a document.
     *
     * @throws MalformedPolicyException if the document cannot be read or holds an unknown condition operator
     */
    public static Policy parse(String document) {
        try {
            var root = MAPPER.readTree(document);
            if (root.has("Version") && !VERSIONS.contains(root.path("Version").asText())) {
                throw new MalformedPolicyException("Unknown policy Version");
            }
            return checked(statements(root.path("Statement")));
        } catch (JsonProcessingException e) {
            throw new MalformedPolicyException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public Answer decide(Context context) {
        var answer = Answer.SILENT;
        for (var statement : statements) {
            answer = answer.or(statement.answer(context));
        }
        return answer;
    }

    private static List<Statement> statements(JsonNode node) {
        var statements = new ArrayList<Statement>();
        if (node.isObject()) {
            statements.add(Statement.parse(node));
        }
        if (node.isArray()) {
            node.forEach(statement -> statements.add(Statement.parse(statement)));
        }
        return statements;
    }

    private static Policy checked(List<Statement> statements) {
        if (statements.isEmpty()) {
            throw new MalformedPolicyException("A policy needs a Statement");
        }
        return new Policy(List.copyOf(statements));
    }
}
