package dev.keysunset.mutants;

import java.util.Optional;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs one test class inside a test run, apart from everything that the run outside has set up. */
final class TestRun {
    private TestRun() {}

    /** @return the name of the first test that failed, and why */
    static Optional<String> failure(Class<?> tests) {
        var config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
        var summary = new SummaryGeneratingListener();
        try (var session = LauncherFactory.openSession(config)) {
            session.getLauncher().execute(only(tests), summary);
        }
        if (summary.getSummary().getTestsFoundCount() == 0) {
            throw new AssertionError("no test in " + tests);
        }
        return summary.getSummary().getFailures().stream()
                .findFirst()
                .map(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException());
    }

    private static LauncherDiscoveryRequest only(Class<?> tests) {
        return LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .selectors(DiscoverySelectors.selectClass(tests))
                .build();
    }
}
