package dev.keysunset.web;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** What fails by an error of ours. Callers learn the id of their request, under which the rest stands in the log. */
public final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    private Failures() {}

    /** @param where it failed, as {@code key=value} */
    public static Problem logged(Exception e, String where) {
        var requestId = String.valueOf(MDC.get(RequestIds.KEY));
        LOG.errorf(e, "requestId=%s %s failed by an error of ours", requestId, where);
        return ProblemKind.INTERNAL.with(
                "An unexpected error; it is logged with request id " + requestId + ".",
                "Try again; an Idempotency-Key makes that safe. If it stays, give the operators the request id.");
    }
}
