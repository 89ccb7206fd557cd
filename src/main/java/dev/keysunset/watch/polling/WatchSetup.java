package dev.keysunset.watch.polling;

import dev.keysunset.core.Tempo;
import dev.keysunset.engine.Clocks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the settings to the steps, which know no framework. */
@ApplicationScoped
class WatchSetup {
    @Produces
    @Singleton
    FeedStep.Patience patience(Clocks clocks, Tempo tempo, WatchSettings settings) {
        return new FeedStep.Patience(
                clocks,
                tempo,
                new WatchPace(
                        settings.maxSpan(),
                        settings.footingEvery(),
                        settings.sweepPatience(),
                        settings.sweepValidity()));
    }
}
