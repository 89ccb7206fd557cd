package dev.keysunset.notify.channel;

import dev.keysunset.engine.RealClock;
import dev.keysunset.notify.NotifySettings.Encryption;
import dev.keysunset.notify.NotifySettings.Mail;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A mail to people through a server that takes mail for them. */
final class MailChannel implements Channel {
    private final Mail mail;
    private final Optional<Secret> password;
    private final Letters letters;
    private final Line line;

    MailChannel(Mail mail, Optional<Secret> password, Letters letters, Line line) {
        this.mail = mail;
        this.password = password;
        this.letters = letters;
        this.line = line;
    }

    /**
     * How the server is reached.
     *
     * @param timeout for the whole conversation
     */
    record Line(Resolving resolving, SSLSocketFactory encryption, Duration timeout, RealClock clock) {}

    @Override
    public boolean groups() {
        return true;
    }

    @Override
    public Outcome send(Message message) {
        try {
            var secret = password.isPresent() ? Optional.of(password.get().value()) : Optional.<String>empty();
            var sockets = new PinnedSockets(line.resolving().pinned(mail.host()));
            return await(message, secret, sockets);
        } catch (NotSent e) {
            return e.outcome();
        }
    }

    private Outcome await(Message message, Optional<String> secret, PinnedSockets sockets) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofVirtual().name("mail").start(() -> {
            try {
                converse(message, secret, sockets);
                outcome.complete(new Outcome.Delivered());
            } catch (MessagingException | RuntimeException e) {
                outcome.complete(outcome(e));
            }
        });
        try {
            return outcome.get(line.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sockets.hangUp();
            return new Outcome.Later(mail.host() + " has not taken it within " + line.timeout());
        } catch (ExecutionException e) {
            throw new IllegalStateException("it always completes", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Later("interrupted");
        }
    }

    private void converse(Message message, Optional<String> secret, PinnedSockets sockets) throws MessagingException {
        var session = Session.getInstance(properties(sockets));
        var letter = letters.of(message, session, mail);
        var name = new URLName(
                "smtp", mail.host(), mail.port(), null, mail.username().orElse(null), secret.orElse(null));
        try (var transport = new SMTPTransport(session, name)) {
            transport.connect();
            transport.sendMessage(letter, letter.getAllRecipients());
        }
    }

    private Properties properties(PinnedSockets sockets) {
        var properties = new Properties();
        var millis = Long.toString(line.timeout().toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.socketFactory", sockets);
        properties.put("mail.smtp.ssl.socketFactory", sockets.under(line.encryption()));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.auth", Boolean.toString(mail.username().isPresent()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(mail.encryption() == Encryption.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(mail.encryption() == Encryption.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(mail.encryption() == Encryption.STARTTLS));
        return properties;
    }

    /** Fives are for ever, fours pass (RFC 5321, section 4.2.1); a password may be mended while it is still tried. */
    private Outcome outcome(Exception failure) {
        var why = mail.host() + " has not taken it: " + why(failure);
        return failure instanceof AuthenticationFailedException || code(failure) < 500
                ? new Outcome.Later(why)
                : new Outcome.Never(why);
    }

    private static int code(Exception failure) {
        return switch (failure) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSenderFailedException refused -> refused.getReturnCode();
            case SMTPSendFailedException refused
            when refused.getNextException() != null ->
                Math.max(refused.getReturnCode(), code(refused.getNextException()));
            case SMTPSendFailedException refused -> refused.getReturnCode();
            case MessagingException wrapped when wrapped.getNextException() != null -> code(wrapped.getNextException());
            default -> 0;
        };
    }

    private static String why(Exception failure) {
        var text = String.valueOf(failure.getMessage())
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return Paragraphs.shortened(failure.getClass().getSimpleName() + " " + text, 300);
    }
}
