package dev.keysunset.notify.channel;

import dev.keysunset.engine.Notification;
import dev.keysunset.engine.Notification.About;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.engine.Notification.Once;
import dev.keysunset.engine.Notification.Words;
import dev.keysunset.notify.channel.Message.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Messages to send. */
final class Samples {
    static final UUID RETIREMENT = UUID.fromString("0197a2c4-6b1e-7c3d-9f00-5a1b2c3d4e5f");
    static final UUID ROLLBACK = UUID.fromString("0197a2c6-22bb-7d10-8e21-0a1b2c3d4e5f");
    static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /** What an application may call itself, and a person may write. */
    static final String HOSTILE =
            "<!channel> <https://evil.example|click> [x](javascript:alert(1))\r\nBcc: all@example.com";

    private Samples() {}

    static Notification of(Kind kind) {
        return of(kind, "alias/old-invoices is needed: a rollback has begun", "payroll called Decrypt");
    }

    static Notification of(Kind kind, String title, String detail) {
        return new Notification(
                kind,
                new About(
                        "retirement:" + RETIREMENT,
                        Optional.of("111122223333"),
                        Optional.of(RETIREMENT),
                        Optional.of(ROLLBACK),
                        List.of(KEY)),
                new Words(title, detail, Optional.of("See who needed it.")),
                new Once("rollback-begun:" + ROLLBACK, Instant.parse("2026-04-20T06:01:12Z")));
    }

    static Message message(Notification... notifications) {
        return new Message(
                UUID.fromString("0197a2c6-3000-7a11-9c00-0a1b2c3d4e5f"),
                IntStream.range(0, notifications.length)
                        .mapToObj(i -> new Told(new UUID(7, i), notifications[i]))
                        .toList());
    }
}
