package dev.keysunset.standin.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** A policy document, read once and asked often. */
public final class Policy {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What a policy says about a request; a denial wins over any number of permissions. */
    public enum Answer {
        ALLOWED,
        DENIED,
        SILENT
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
            var node = MAPPER.readTree(document).path("Statement");
            var statements = new ArrayList<Statement>();
            if (node.isObject()) {
                statements.add(Statement.parse(node));
            }
            if (node.isArray()) {
                node.forEach(statement -> statements.add(Statement.parse(statement)));
            }
            return checked(statements);
        } catch (JsonProcessingException e) {
            throw new MalformedPolicyException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }

    public Answer decide(Context context) {
        var applying = statements.stream()
                .filter(statement -> statement.appliesTo(context))
                .toList();
        if (applying.isEmpty()) {
            return Answer.SILENT;
        }
        return applying.stream().allMatch(Statement::allows) ? Answer.ALLOWED : Answer.DENIED;
    }

    private static Policy checked(List<Statement> statements) {
        if (statements.isEmpty()) {
            throw new MalformedPolicyException("A policy needs a Statement");
        }
        return new Policy(List.copyOf(statements));
    }
}
