package dev.keysunset.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that announces itself as too large with a problem; Quarkus would end the connection without a word. One that
 * does not announce its length is still cut off by Quarkus at the same limit.
 */
@ApplicationScoped
class BodyLimit {
    private static final String LIMIT = "quarkus.http.limits.max-body-size";

    private final long limit;
    private final ObjectMapper mapper;

    BodyLimit(@ConfigProperty(name = LIMIT, defaultValue = "10M") MemorySize limit, ObjectMapper mapper) {
        this.limit = limit.asLongValue();
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::measure, 100);
    }

    private void measure(RoutingContext context) {
        if (announced(context).filter(length -> length > limit).isEmpty()) {
            context.next();
            return;
        }
        var problem = ProblemKind.TOO_LARGE
                .with("The body is larger than " + limit + " bytes.", "Send less, or in several requests.")
                .at(context.normalizedPath());
        // The rest of the body is not read: the connection cannot be used again.
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Connection", "close")
                .end(json(problem));
    }

    private static Optional<Long> announced(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("Content-Length"))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong);
    }

    private String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of ours cannot be written as JSON", e);
        }
    }
}
