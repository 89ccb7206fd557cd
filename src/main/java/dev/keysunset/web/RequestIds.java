package dev.keysunset.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Every request has an id, the caller's if it sent one: it comes back in the answer and stands in the log. */
@ApplicationScoped
class RequestIds {
    static final String KEY = "requestId";
    private static final String HEADER = "X-Request-Id";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void register(@Observes Filters filters) {
        filters.register(this::identify, 300);
    }

    private void identify(RoutingContext context) {
        var id = Optional.ofNullable(context.request().getHeader(HEADER))
                .filter(given -> FORM.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        MDC.put(KEY, id);
        context.response().putHeader(HEADER, id);
        context.next();
    }
}
