package dev.keysunset.startup.clock;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.keysunset.aws.AwsSettings;
import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import dev.keysunset.engine.DomainClock;
import dev.keysunset.engine.RealClock;
import dev.keysunset.engine.Skew;
import dev.keysunset.startup.refusal.Loopback;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Chooses the domain clock: AWS's time is ours, unless a stand-in on this machine says what time it is. */
@ApplicationScoped
class ClockSetup {
    private static final Logger LOG = Logger.getLogger(ClockSetup.class);

    private final AtomicReference<Optional<FollowingClock>> following = new AtomicReference<>(Optional.empty());

    @Produces
    @Singleton
    DomainClock domain(AwsSettings aws, RealClock real) {
        return aws.endpointOverride()
                .filter(Loopback::hosts)
                .<DomainClock>flatMap(endpoint -> standIn(endpoint, real))
                .orElseGet(() -> new SystemDomainClock(real));
    }

    @Produces
    @Singleton
    Clocks clocks(DomainClock domain, RealClock real, AwsSettings aws, Skew skew) {
        return new Clocks(domain, real, UuidCreator::getTimeOrderedEpoch, aws.callTimeout(), skew);
    }

    @Produces
    @Singleton
    Tempo tempo(TempoSettings settings) {
        return settings.tempo();
    }

    void stop(@Observes ShutdownEvent stopping) {
        following.get().ifPresent(FollowingClock::close);
    }

    private Optional<StandInDomainClock> standIn(URI endpoint, RealClock real) {
        var face = new StandInClockFace(endpoint);
        var first = face.read();
        if (first.isEmpty()) {
            face.close();
            LOG.warnf("endpoint=%s tells no time; windows and dates follow this machine's clock", endpoint);
            return Optional.empty();
        }
        var clock = new StandInDomainClock(real, first.get());
        following.set(Optional.of(new FollowingClock(face, clock)));
        LOG.infof(
                "endpoint=%s now=%s rate=%s following the stand-in's clock",
                endpoint, first.get().now(), first.get().rate());
        return Optional.of(clock);
    }
}
