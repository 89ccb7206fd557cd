package dev.keysunset.startup.demo;

import dev.keysunset.access.Users;
import dev.keysunset.aws.AwsSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells a newcomer to the demo where they are. */
@ApplicationScoped
class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);

    private static final double SECONDS_A_DAY = 86_400;

    private final DemoSettings demo;
    private final DemoTime time;
    private final AwsSettings aws;
    private final Users users;
    private final int port;

    Welcome(
            DemoSettings demo,
            DemoTime time,
            AwsSettings aws,
            Users users,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.demo = demo;
        this.time = time;
        this.aws = aws;
        this.users = users;
        this.port = port;
    }

    void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        if (demo.enabled().orElse(false)) {
            if (!demo.people()) {
                time.begin();
            }
            greet();
        }
    }

    private void greet() {
        var url = "http://localhost:" + port;
        LOG.info("This is the demo: nothing is configured, and no real AWS is called.");
        demo.speed().ifPresent(speed -> LOG.infof("A day takes %.1f seconds.", SECONDS_A_DAY / speed));
        LOG.infof("Watch it live: %s   API: %s/q/swagger-ui", url, url);
        LOG.infof("Users (password = name): %s", String.join(", ", users.names()));
        LOG.info("Some keys are left for you to submit and some to approve; the others go their way by themselves.");
        LOG.infof("AWS is played by %s; see %s/_standin/keys", standIn(), standIn());
    }

    private URI standIn() {
        return aws.endpointOverride().orElseThrow();
    }
}
