package dev.keysunset.watch.polling;

import dev.keysunset.core.Feed;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Trail;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How one question to a feed ended, all of its pages taken together. */
sealed interface Pages {
    /** @param awsNow AWS's own clock when the first page was read: what is younger may be missing in it */
    record Complete(Instant awsNow, int count) implements Pages {}

    record OutOfTime() implements Pages {}

    record Failed(String why) implements Pages {}

    static Pages read(Trail trail, Feed feed, Trail.Query query, Consumer<String> record) {
        return read(trail, feed, query, record, () -> true);
    }

    /**
     * @param record is handed every record, also those of a question that fails later
     * @param inTime asked before each page
     */
    static Pages read(Trail trail, Feed feed, Trail.Query query, Consumer<String> record, BooleanSupplier inTime) {
        var first = Optional.<Instant>empty();
        var token = Optional.<String>empty();
        for (int count = 0; inTime.getAsBoolean(); count++) {
            switch (trail.read(feed, query, token)) {
                case Reading.Read<Trail.Page>(var page) -> {
                    page.records().forEach(record);
                    var awsNow = first.orElse(page.awsNow());
                    if (page.nextToken().isEmpty()) {
                        return new Complete(awsNow, count + 1);
                    }
                    first = Optional.of(awsNow);
                    token = page.nextToken();
                }
                case Reading.Unreadable<Trail.Page>(var call, var code, var message) -> {
                    return new Failed(call + " failed: " + code + " " + message);
                }
                case Reading.Absent<Trail.Page> _ -> {
                    return new Failed("the feed does not exist");
                }
            }
        }
        return new OutOfTime();
    }
}
