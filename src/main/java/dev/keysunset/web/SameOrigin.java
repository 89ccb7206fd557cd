package dev.keysunset.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Refuses what another site makes a browser send: with HTTP Basic the browser adds the password by itself. Browsers say where a
 * request comes from ({@code Sec-Fetch-Site}; over plain HTTP {@code Origin}); programs say neither and are let through, because
 * nothing is added to what they send.
 */
@ApplicationScoped
class SameOrigin {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OURS = Set.of("same-origin", "none");
    private static final ProblemKind FOREIGN =
            new ProblemKind("foreign-site", 403, "The request comes from another site");

    private final ObjectMapper mapper;

    SameOrigin(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, 150);
    }

    private void guard(RoutingContext context) {
        if (SAFE.contains(context.request().method()) || ours(context.request())) {
            context.next();
            return;
        }
        var problem = FOREIGN.with(
                        "A page of another site made the browser send this; nothing was changed.",
                        "Do it on a page of this service.")
                .at(context.normalizedPath());
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(json(problem));
    }

    private static boolean ours(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OURS.contains(site);
        }
        var origin = request.getHeader("Origin");
        return origin == null || sameHost(origin, String.valueOf(request.authority()));
    }

    /** Whatever the scheme: a proxy in front may have ended TLS. */
    private static boolean sameHost(String origin, String authority) {
        try {
            return authority.equals(new URI(origin).getAuthority());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of ours cannot be written as JSON", e);
        }
    }
}
