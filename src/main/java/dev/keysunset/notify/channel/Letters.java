package dev.keysunset.notify.channel;

import dev.keysunset.engine.RealClock;
import dev.keysunset.notify.NotifySettings.Mail;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Collectors;

/** A message as a mail in plain text. Sent again, it carries the same Message-ID, by which mailboxes tell that they have it. */
record Letters(Optional<URI> baseUrl, RealClock clock) {
    private static final int LONGEST_SUBJECT = 200;

    MimeMessage of(Message message, Session session, Mail mail) throws MessagingException {
        var letter = new Identified(session, "<" + message.id() + "@keysunset>");
        letter.setFrom(new InternetAddress(mail.from()));
        for (var to : mail.to()) {
            letter.addRecipient(RecipientType.TO, new InternetAddress(to));
        }
        letter.setSubject(subject(message), StandardCharsets.UTF_8.name());
        letter.setSentDate(Date.from(clock.now()));
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setDataHandler(new DataHandler(
                new ByteArrayDataSource(text(message).getBytes(StandardCharsets.UTF_8), "text/plain; charset=UTF-8")));
        letter.saveChanges();
        return letter;
    }

    static String subject(Message message) {
        var line = "[" + message.severity() + "] " + message.headline().replaceAll("\\p{Cntrl}+", " ");
        return Paragraphs.shortened(line, LONGEST_SUBJECT);
    }

    String text(Message message) {
        var paragraphs = Paragraphs.of(message);
        var text = paragraphs.shown().stream()
                .map(paragraph -> paragraph.notification().words().title() + "\n"
                        + paragraph.lines().stream().map(line -> "  " + line).collect(Collectors.joining("\n"))
                        + Pages.of(baseUrl, paragraph.notification().about())
                                .map(page -> "\n  " + page)
                                .orElse(""))
                .collect(Collectors.joining("\n\n"));
        return text + paragraphs.rest().map(rest -> "\n\n" + rest).orElse("") + "\n";
    }

    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
