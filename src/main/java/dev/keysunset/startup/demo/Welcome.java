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

/** Tells a newcomer where they are and what there is to see. */
@ApplicationScoped
class Welcome {
    private static final Logger LOG = Logger.getLogger(Welcome.class);

    private final DemoSettings demo;
    private final AwsSettings aws;
    private final Users users;
    private final int port;

    Welcome(
            DemoSettings demo,
            AwsSettings aws,
            Users users,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        this.demo = demo;
        this.aws = aws;
        this.users = users;
        this.port = port;
    }

    void greet(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent started) {
        if (!demo.enabled().orElse(false)) {
            return;
        }
        var url = "http://localhost:" + port;
        LOG.infof(
                "This is the demo: nothing is configured, no real AWS is called, and a day takes %.1f seconds.",
                86400 / demo.speed());
        LOG.infof("Watch it live: %s   API: %s/q/swagger-ui", url, url);
        LOG.infof("Users (password = name): %s", String.join(", ", users.names()));
        LOG.infof("Some keys are left for you to submit and some to approve; the others go their way by themselves.");
        LOG.infof("AWS is played by %s; see %s/_standin/keys", standIn(), standIn());
    }

    private URI standIn() {
        return aws.endpointOverride().orElseThrow();
    }
}
