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

    /** @param next the page that was not read any more, as AWS names it; absent for the first */
    record OutOfTime(Optional<String> next) implements Pages {}

    /** @param code AWS's error code, or the kind of failure on the way there */
    record Failed(String code, String why) implements Pages {}

    /** What a feed is asked. */
    record Question(Feed feed, Trail.Query query) {
        /** All that makes it another question; AWS's names of pages count only with the range that they were given for. */
        String inWords() {
            var keyArn = query.keyArn().map(key -> " of " + key).orElse("");
            return feed + " from " + query.range().from() + " to "
                    + query.range().to() + keyArn;
        }
    }

    static Pages read(Trail trail, Question question, Consumer<String> record, BooleanSupplier inTime) {
        return read(trail, question, Optional.empty(), record, inTime);
    }

    /**
     * @param from the first page that is wanted; absent for all of them
     * @param record is handed every record, also those of a question that fails later
     * @param inTime asked before each page
     */
    static Pages read(
            Trail trail, Question question, Optional<String> from, Consumer<String> record, BooleanSupplier inTime) {
        var first = Optional.<Instant>empty();
        var token = from;
        for (int count = 0; inTime.getAsBoolean(); count++) {
            switch (trail.read(question.feed(), question.query(), token)) {
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
                    return new Failed(code, call + " failed: " + code + " " + message);
                }
                case Reading.Absent<Trail.Page> _ -> {
                    return new Failed("NotFound", "the feed does not exist");
                }
            }
        }
        return new OutOfTime(token);
    }
}
