package dev.keysunset.watch.polling;

import dev.keysunset.core.Feed;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Queues;
import dev.keysunset.engine.Queues.Content;
import dev.keysunset.engine.Queues.End;
import dev.keysunset.engine.Queues.Message;
import dev.keysunset.engine.Trail;
import dev.keysunset.engine.WatchedKeys;
import dev.keysunset.engine.WatchedKeys.Alarm;
import dev.keysunset.engine.WatchedKeys.WatchedKey;
import dev.keysunset.watch.polling.FeedLedger.Found;
import dev.keysunset.watch.polling.QueueLedger.Received;
import dev.keysunset.watch.records.Matches;
import dev.keysunset.watch.records.RecordReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One round of one end of a push feed: receive, keep, and only then delete. It earns no coverage: what did not arrive leaves no
 * trace. Any number of replicas may do this at once, because a message in one's hands is hidden from the others.
 */
@ApplicationScoped
public class QueueStep {
    private static final Logger LOG = Logger.getLogger(QueueStep.class);

    /** After so many receives it is the message that cannot be kept, and not the database that is away. */
    private static final int OFTEN = 3;

    private final Queues queues;
    private final QueueLedger ledger;
    private final Trail trail;
    private final WatchedKeys watchedKeys;
    private final RecordReader reader;

    public QueueStep(Queues queues, QueueLedger ledger, Trail trail, WatchedKeys watchedKeys, RecordReader reader) {
        this.queues = queues;
        this.ledger = ledger;
        this.trail = trail;
        this.watchedKeys = watchedKeys;
        this.reader = reader;
    }

    /** A whole round; false when AWS did not answer. */
    public boolean run(Feed feed, End end, Duration wait) {
        ready();
        return take(feed, end, receive(feed, end, wait));
    }

    /** Throws when what is received now could not be kept. */
    public void ready() {
        ledger.awake();
    }

    /** Waits for messages, and does nothing else: whoever waits may be interrupted. */
    public Reading<List<Message>> receive(Feed feed, End end, Duration wait) {
        return queues.receive(feed, end, wait);
    }

    /**
     * Keeps what came and then deletes it.
     *
     * @return false when AWS did not answer
     * @throws RuntimeException when nothing could be kept: then nothing was deleted, and all of it comes again
     */
    public boolean take(Feed feed, End end, Reading<List<Message>> received) {
        return switch (received) {
            case Reading.Read<List<Message>>(var messages) -> {
                var trouble =
                        messages.isEmpty() ? Optional.<String>empty() : delete(feed, end, kept(feed, end, messages));
                ledger.fared(feed, end, trouble);
                yield trouble.isEmpty();
            }
            case Reading.Unreadable<List<Message>> unreadable -> {
                ledger.fared(feed, end, Optional.of(told(unreadable)));
                yield false;
            }
            case Reading.Absent<List<Message>> _ -> {
                ledger.fared(feed, end, Optional.of("the queue does not exist"));
                yield false;
            }
        };
    }

    /** Read after the messages came: a key is watched before it is disabled, and so before anybody can miss it. */
    private List<Message> kept(Feed feed, End end, List<Message> messages) {
        var watched = watchedKeys.at(trail.reach(feed));
        try {
            ledger.keep(feed, end, read(messages, watched));
            return messages;
        } catch (RuntimeException e) {
            LOG.debugf(e, "feed=\"%s\" end=%s %d messages cannot be kept together", feed, end, messages.size());
            return keptOneByOne(feed, end, messages, watched);
        }
    }

    /** One message that the database refuses must not hold up the others, nor come again for ever. */
    private List<Message> keptOneByOne(Feed feed, End end, List<Message> messages, List<WatchedKey> watched) {
        var kept = new ArrayList<Message>();
        var failure = Optional.<RuntimeException>empty();
        for (var message : messages) {
            try {
                ledger.keep(feed, end, read(List.of(message), watched));
                kept.add(message);
            } catch (RuntimeException e) {
                LOG.warnf(
                        e,
                        "feed=\"%s\" end=%s receiveCount=%d a message cannot be kept",
                        feed,
                        end,
                        message.receiveCount());
                failure = Optional.of(e);
                if (message.receiveCount() >= OFTEN) {
                    ledger.keep(feed, end, setAside(message, "cannot be stored: " + e, watched));
                    kept.add(message);
                }
            }
        }
        if (kept.isEmpty() && failure.isPresent()) {
            throw failure.get();
        }
        return kept;
    }

    private Received read(List<Message> messages, List<WatchedKey> watched) {
        var matches = new Matches(reader, watched);
        var announced = new HashSet<KeyArn>();
        for (var message : messages) {
            switch (message.content()) {
                case Content.TrailRecord(var text) -> read(text, matches);
                case Content.Announcement(var keyArn, var _) -> announced.add(keyArn);
                case Content.Foreign(var why, var text) -> matches.setAside(why, text);
            }
        }
        return received(messages, matches, alarms(announced, watched));
    }

    /** Whatever a record does to its reader, it is kept, and the next one is read. */
    private static void read(String text, Matches matches) {
        try {
            matches.add(text);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a record cannot be read; it is in quarantine");
            matches.setAside("reading it failed: " + e, text);
        }
    }

    private Received setAside(Message message, String why, List<WatchedKey> watched) {
        var matches = new Matches(reader, watched);
        matches.setAside(why, message.content().text());
        return received(List.of(message), matches, List.of());
    }

    private static Received received(List<Message> messages, Matches matches, List<Alarm> alarms) {
        var oldest = messages.stream().map(Message::sentAt).min(Comparator.naturalOrder());
        return new Received(Found.in(matches), alarms, messages.size(), oldest.orElseThrow());
    }

    private static List<Alarm> alarms(Set<KeyArn> announced, List<WatchedKey> watched) {
        return watched.stream()
                .filter(key -> announced.contains(key.keyArn()))
                .map(key -> new Alarm(key.retirementId(), Optional.empty()))
                .toList();
    }

    private Optional<String> delete(Feed feed, End end, List<Message> kept) {
        return switch (queues.delete(feed, end, kept)) {
            case Reading.Read<List<Message>>(var left) ->
                left.isEmpty()
                        ? Optional.empty()
                        : Optional.of("AWS did not delete " + left.size() + " of " + kept.size()
                                + " messages; they come again");
            case Reading.Unreadable<List<Message>> unreadable -> Optional.of(told(unreadable));
            case Reading.Absent<List<Message>> _ -> Optional.of("the queue does not exist");
        };
    }

    private static String told(Reading.Unreadable<List<Message>> unreadable) {
        return unreadable.call() + " failed: " + unreadable.code() + " " + unreadable.message();
    }
}
