package dev.keysunset.startup.settings;

import dev.keysunset.aws.AwsSettings;
import dev.keysunset.startup.demo.DemoSettings;
import dev.keysunset.startup.refusal.Loopback;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** The demo's passwords are known to everybody: it never comes near anything real. */
final class DemoCheck implements StartCheck {
    @Override
    public Stream<Complaint> complaints(Settings settings) {
        if (!settings.demo()) {
            return Stream.empty();
        }
        var demo = settings.of(DemoSettings.class);
        return Stream.of(
                        local("keysunset.demo.endpoint", demo.endpoint()),
                        local(
                                "keysunset.aws.endpoint-override",
                                settings.of(AwsSettings.class).endpointOverride()),
                        Complaint.when(
                                settings.of(AwsSettings.class)
                                        .endpointOverride()
                                        .isEmpty(),
                                "keysunset.demo.enabled",
                                "the demo's people have passwords that everybody knows; they may not reach the real AWS"),
                        Complaint.when(
                                demo.speed().filter(speed -> !(speed > 0)).isPresent(),
                                "keysunset.demo.speed",
                                "time would stand still; give more than 0"))
                .flatMap(complaints -> complaints);
    }

    private static Stream<Complaint> local(String property, Optional<URI> endpoint) {
        return endpoint.stream()
                .flatMap(uri -> Complaint.when(
                        !Loopback.hosts(uri),
                        property,
                        uri + " is not on this machine, as a stand-in for a demo has to be"));
    }
}
