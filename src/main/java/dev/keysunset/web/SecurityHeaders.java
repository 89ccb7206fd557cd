package dev.keysunset.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What browsers may do with our answers: nothing that did not come from us, no script in a page, no framing. */
@ApplicationScoped
class SecurityHeaders {
    private static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final List<String> ASSETS = List.of("/assets/", "/webjars/", "/q/");

    /** Swagger UI starts itself by a script in its page; it shows our description and nothing of callers. */
    private static final String SWAGGER = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::guard, 200);
    }

    private static void guard(RoutingContext context) {
        var swagger = context.normalizedPath().startsWith("/q/swagger-ui");
        var headers = context.response().headers();
        headers.set("Content-Security-Policy", swagger ? SWAGGER : STRICT);
        headers.set("X-Content-Type-Options", "nosniff");
        // Without any referrer, browsers would send our own forms as from nowhere, and SameOrigin refuse them.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (ASSETS.stream().noneMatch(context.normalizedPath()::startsWith)) {
            headers.set("Cache-Control", "no-store");
        }
        context.next();
    }
}
