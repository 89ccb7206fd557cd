package dev.keysunset.notify.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A key and its certificate for {@code localhost}, which nobody has reason to trust.
 *
 * @param keyStore both, in PKCS #12
 * @param certificate in PEM
 */
record Credential(Path keyStore, Path certificate) {
    static final String PASSWORD = "changeit";

    static Credential make(Path folder) {
        try {
            var keyStore = folder.resolve("peer.p12");
            var made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "peer",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keystore",
                            keyStore.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (made.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return new Credential(keyStore, Files.writeString(folder.resolve("peer.pem"), pem(keyStore)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Path keyStore) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        var certificate = store.getCertificate("peer").getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }
}
