package dev.keysunset.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.icegreen.greenmail.util.DummySSLSocketFactory;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.keysunset.engine.Notification.Kind;
import dev.keysunset.notify.NotifySettings.Encryption;
import dev.keysunset.notify.NotifySettings.Mail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail, against a real server. */
class MailTest {
    private static final Instant NOW = Instant.parse("2026-04-20T06:01:20Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path secrets;

    /** How to reach one server. */
    private record Way(String host, int port, Encryption encryption, Optional<String> username, List<String> to)
            implements Mail {
        @Override
        public String from() {
            return "keysunset@example.com";
        }
    }

    @BeforeEach
    void begin() {
        server.start();
        server.setUser("oncall@example.com", "keysunset", "pass word");
    }

    @AfterEach
    void end() {
        server.stop();
    }

    @Test
    void tellsPeopleInPlainText() throws MessagingException, IOException {
        var hostile = Samples.of(Kind.ROLLBACK_BEGUN, Samples.HOSTILE, "Größe: 3 Schlüssel");
        assertThat(send(plain("oncall@example.com", "security@example.com"), Samples.message(hostile)))
                .isInstanceOf(Outcome.Delivered.class);

        var mails = server.getReceivedMessages();
        assertThat(mails).as("one for each of two").hasSize(2);
        assertThat(mails[0].getSubject()).startsWith("[CRITICAL] <!channel>").doesNotContain("\n");
        assertThat(mails[0].getHeader("Bcc")).as("nobody else is written to").isNull();
        assertThat(mails[0].getHeader("Message-ID"))
                .containsExactly("<0197a2c6-3000-7a11-9c00-0a1b2c3d4e5f@keysunset>");
        assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mails[0].getContentType()).startsWith("text/plain");
        assertThat(text(mails[0]))
                .contains("Größe: 3 Schlüssel", Samples.KEY, "What to do: See who needed it.")
                .contains("https://keysunset.example.com/retirements/" + Samples.RETIREMENT);
    }

    @Test
    void sentAgainItCarriesTheSameId() throws MessagingException {
        var message = Samples.message(Samples.of(Kind.STOP_SET));
        send(plain("oncall@example.com"), message);
        send(plain("oncall@example.com"), message);
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[0].getMessageID())
                .isEqualTo(server.getReceivedMessages()[1].getMessageID());
    }

    @Test
    void speaksToNobodyInTheClearWhoShouldOfferBetter() {
        var way = new Way(
                "127.0.0.1",
                server.getSmtp().getPort(),
                Encryption.STARTTLS,
                Optional.empty(),
                List.of("oncall@example.com"));
        assertThat(send(way, Samples.message(Samples.of(Kind.STOP_SET)))).isInstanceOf(Outcome.Later.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void believesNoCertificateThatNobodyVouchesFor() {
        assertThat(send(encrypted("localhost"), Samples.message(Samples.of(Kind.STOP_SET))))
                .asInstanceOf(type(Outcome.Later.class))
                .satisfies(later -> assertThat(later.why()).contains("localhost"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void holdsTheCertificateAgainstTheName() {
        // It believes every certificate, and GreenMail's own is not for this name.
        assertThat(send(
                        encrypted("mail.example.test"),
                        Samples.message(Samples.of(Kind.STOP_SET)),
                        new DummySSLSocketFactory()))
                .isInstanceOf(Outcome.Later.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void signsInWithASecretThatIsKeptElsewhere() throws IOException {
        var file = secrets.resolve("password");
        Files.writeString(file, "pass word\n");
        var way = new Way(
                "127.0.0.1",
                server.getSmtp().getPort(),
                Encryption.NONE,
                Optional.of("keysunset"),
                List.of("oncall@example.com"));
        assertThat(channel(way, Optional.of(file), (SSLSocketFactory) SSLSocketFactory.getDefault())
                        .send(Samples.message(Samples.of(Kind.STOP_SET))))
                .isInstanceOf(Outcome.Delivered.class);

        Files.writeString(file, "wrong");
        assertThat(channel(way, Optional.of(file), (SSLSocketFactory) SSLSocketFactory.getDefault())
                        .send(Samples.message(Samples.of(Kind.STOP_SET))))
                .asInstanceOf(type(Outcome.Later.class))
                .satisfies(later -> assertThat(later.why()).doesNotContain("wrong"));
    }

    @Test
    void waitsForNoServerThatSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var way = new Way(
                    "127.0.0.1",
                    silent.getLocalPort(),
                    Encryption.NONE,
                    Optional.empty(),
                    List.of("oncall@example.com"));
            assertThat(send(way, Samples.message(Samples.of(Kind.STOP_SET)))).isInstanceOf(Outcome.Later.class);
        }
    }

    @Test
    void givesUpOnWhomTheServerDoesNotKnowAndTriesAgainWhenItIsBusy() throws IOException {
        assertThat(refusedWith("550 5.1.1 no such user")).isInstanceOf(Outcome.Never.class);
        assertThat(refusedWith("451 4.3.0 try later")).isInstanceOf(Outcome.Later.class);
    }

    @Test
    void reachesNoAddressThatWasNotAllowed() {
        var line = new MailChannel.Line(
                new Resolving(Reach.allowing(Optional.empty()), InetAddress::getAllByName, TIMEOUT),
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                TIMEOUT,
                () -> NOW);
        var channel = new MailChannel(
                plain("oncall@example.com"), Optional.empty(), new Letters(Optional.empty(), () -> NOW), line);
        assertThat(channel.send(Samples.message(Samples.of(Kind.STOP_SET)))).isInstanceOf(Outcome.Never.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /** What comes of a server that answers so when it is told whom the mail is for. */
    private Outcome refusedWith(String answer) throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var socket = listening.accept();
                        var in = new java.io.BufferedReader(
                                new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                        var out = socket.getOutputStream()) {
                    out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (var line = in.readLine(); line != null; line = in.readLine()) {
                        var said = line.startsWith("RCPT") ? answer : line.startsWith("QUIT") ? "221 bye" : "250 fine";
                        out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            return send(
                    new Way(
                            "127.0.0.1",
                            listening.getLocalPort(),
                            Encryption.NONE,
                            Optional.empty(),
                            List.of("nobody@example.com")),
                    Samples.message(Samples.of(Kind.STOP_SET)));
        }
    }

    private Way plain(String... to) {
        return new Way("127.0.0.1", server.getSmtp().getPort(), Encryption.NONE, Optional.empty(), List.of(to));
    }

    private Way encrypted(String host) {
        return new Way(
                host, server.getSmtps().getPort(), Encryption.TLS, Optional.empty(), List.of("oncall@example.com"));
    }

    private Outcome send(Mail way, Message message) {
        return send(way, message, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private Outcome send(Mail way, Message message, SSLSocketFactory encryption) {
        return channel(way, Optional.empty(), encryption).send(message);
    }

    private static MailChannel channel(Mail way, Optional<Path> secret, SSLSocketFactory encryption) {
        var loopback = new Reach(List.of(Network.of("127.0.0.0/8")));
        Resolving.Names names = host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
        return new MailChannel(
                way,
                secret.map(file -> new Secret("file:" + file)),
                new Letters(Optional.of(java.net.URI.create("https://keysunset.example.com")), () -> NOW),
                new MailChannel.Line(new Resolving(loopback, names, TIMEOUT), encryption, TIMEOUT, () -> NOW));
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return new String(mail.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
