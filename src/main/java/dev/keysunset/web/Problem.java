package dev.keysunset.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was not served, as RFC 9457 has it: {@code application/problem+json}.
 *
 * @param detail what is wrong this time
 * @param remedy what the caller can do about it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "remedy", "field", "violations", "related", "instance"})
public record Problem(
        @JsonIgnore ProblemKind kind,
        String detail,
        String remedy,
        @JsonUnwrapped Where where) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * What the problem points to.
     *
     * @param field the one field, parameter or header that is wrong, where it is one
     * @param violations all of them, where they are several
     * @param related a resource that explains or frees it
     * @param instance the path that was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Where(
            Optional<String> field, List<Violation> violations, Optional<URI> related, Optional<URI> instance) {
        static final Where NOWHERE = new Where(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /** One field of several that are wrong. */
    public record Violation(String field, String detail) {}

    @JsonProperty
    public URI type() {
        return kind.type();
    }

    @JsonProperty
    public String title() {
        return kind.title();
    }

    @JsonProperty
    public int status() {
        return kind.status();
    }

    public Problem field(String field) {
        return with(new Where(Optional.of(field), where.violations(), where.related(), where.instance()));
    }

    public Problem violations(List<Violation> violations) {
        return with(new Where(where.field(), violations, where.related(), where.instance()));
    }

    public Problem related(String path) {
        return with(new Where(where.field(), where.violations(), Optional.of(URI.create(path)), where.instance()));
    }

    public Problem at(String path) {
        return with(new Where(where.field(), where.violations(), where.related(), Optional.of(URI.create(path))));
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    private Problem with(Where place) {
        return new Problem(kind, detail, remedy, place);
    }
}
