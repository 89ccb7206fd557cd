package dev.keysunset.startup.demo;

import dev.keysunset.aws.AwsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * When the demo's time begins to run. Until everything is handed in it stands still, so that a slow machine tells the same stories
 * as a fast one: those who need their keys come some days after the world's beginning.
 */
@ApplicationScoped
class DemoTime {
    private final DemoSettings demo;
    private final AwsSettings aws;
    private boolean runs;

    DemoTime(DemoSettings demo, AwsSettings aws) {
        this.demo = demo;
        this.aws = aws;
    }

    /** Once is enough. A stand-in that keeps a pace of its own is left at it. */
    synchronized void begin() {
        if (!runs) {
            demo.speed().ifPresent(this::run);
            runs = true;
        }
    }

    private void run(double speed) {
        try {
            StandInPace.set(aws.endpointOverride().orElseThrow(), speed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
