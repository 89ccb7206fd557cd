package dev.keysunset.aws;

import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.Skew;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Compares our domain clock with the {@code Date} header of every answer, whichever service gives it. AWS was there at some
 * moment between our sending and our hearing, so an answer bounds the skew from both sides, and a slow one but loosely.
 */
@ApplicationScoped
public class DateHeaders implements ExecutionInterceptor, Skew {
    /** The header tells whole seconds, rounded down. */
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /** The SDK gives out a name once, and outlives this class where one JVM runs several applications in turn. */
    private static final ExecutionAttribute<Instant> SENT_AT =
            new ExecutionAttribute<>("dev.keysunset.SentAt." + System.identityHashCode(DateHeaders.class));

    private final DomainClock clock;
    private volatile Duration measured = Duration.ZERO;

    public DateHeaders(DomainClock clock) {
        this.clock = clock;
    }

    @Override
    public Duration measured() {
        return measured;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(SENT_AT, clock.now());
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        heard(context.httpResponse(), attributes.getAttribute(SENT_AT));
    }

    /** The moment of a sending that no client of the SDK tells of. */
    Instant sending() {
        return clock.now();
    }

    void heard(SdkHttpResponse answer, Instant sentAt) {
        AwsNow.told(answer).ifPresent(date -> bound(date, sentAt, clock.now()));
    }

    /** What was known stands unless this answer contradicts it: a long poll does not take back what a quick answer told. */
    private void bound(Instant date, Instant sentAt, Instant heardAt) {
        var least = Duration.between(date.plus(RESOLUTION), sentAt);
        var most = Duration.between(date, heardAt);
        if (measured.compareTo(least) < 0) {
            measured = least;
        } else if (measured.compareTo(most) > 0) {
            measured = most;
        }
    }
}
