package dev.keysunset.aws;

import dev.keysunset.engine.DomainClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/** AWS's own clock: the {@code Date} header of an answer, in whole seconds, rounded down. */
@ApplicationScoped
public class AwsNow {
    private static final Logger LOG = Logger.getLogger(AwsNow.class);

    private final DomainClock fallback;

    public AwsNow(DomainClock fallback) {
        this.fallback = fallback;
    }

    /** Our own domain clock only where the answer carries no date. */
    public Instant of(SdkResponse answer) {
        return Optional.ofNullable(answer.sdkHttpResponse())
                .flatMap(AwsNow::told)
                .orElseGet(fallback::now);
    }

    static Optional<Instant> told(SdkHttpResponse response) {
        return response.firstMatchingHeader("Date").flatMap(AwsNow::parse);
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            LOG.warnf("dateHeader=\"%s\" is no date; using our own clock: %s", date, e.getMessage());
            return Optional.empty();
        }
    }
}
