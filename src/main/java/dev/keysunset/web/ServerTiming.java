package dev.keysunset.web;

import dev.keysunset.engine.Clocks;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Every answer says how long the service took for it, as browsers show it and src/bench/pages.sh reads it. */
@ApplicationScoped
class ServerTiming {
    private static final String HEADER = "Server-Timing";
    private static final int UNAUTHORIZED = 401;

    private final Clocks clocks;

    ServerTiming(Clocks clocks) {
        this.clocks = clocks;
    }

    /** Before all other filters: what they take is the service's time as well. */
    void register(@Observes Filters filters) {
        filters.register(this::time, 400);
    }

    private void time(RoutingContext context) {
        var began = clocks.real().now();
        context.addHeadersEndHandler(_ -> {
            // For how long a refused password was looked at is nobody's business.
            if (context.response().getStatusCode() != UNAUTHORIZED) {
                context.response().putHeader(HEADER, told(began));
            }
        });
        context.next();
    }

    private String told(Instant began) {
        var took = Duration.between(began, clocks.real().now());
        return String.format(Locale.ROOT, "app;dur=%.1f", took.toNanos() / 1e6);
    }
}
