package dev.keysunset.standin.signature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code Authorization} header of Signature Version 4. AWS General Reference, "Elements of an AWS API request
 * signature".
 *
 * @param parameters Credential, SignedHeaders and Signature, as far as they are there
 */
public record Authorization(String text, Map<String, String> parameters) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final List<String> REQUIRED = List.of("Credential", "Signature", "SignedHeaders");
    private static final int SCOPED = 5;

    public Authorization {
        parameters = Map.copyOf(parameters);
    }

    /** Reads what there is; {@link #complaints} says what is missing. Empty for another scheme. */
    public static Optional<Authorization> parse(String header) {
        if (!header.startsWith(ALGORITHM + " ")) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (var part : header.substring(ALGORITHM.length() + 1).split(",", -1)) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        return Optional.of(new Authorization(header, parameters));
    }

    public String accessKeyId() {
        return credential(0);
    }

    String date() {
        return credential(1);
    }

    public String region() {
        return credential(2);
    }

    public String service() {
        return credential(3);
    }

    /** What the signing key is derived for: all of the credential but the access key. */
    String scope() {
        return String.join("/", credential().subList(1, SCOPED));
    }

    List<String> signedHeaders() {
        return List.of(parameter("SignedHeaders").split(";", -1));
    }

    String signature() {
        return parameter("Signature");
    }

    /** What AWS would complain of, a sentence each; empty if the header is complete. */
    List<String> complaints() {
        var complaints = new ArrayList<String>();
        REQUIRED.stream()
                .filter(name -> parameter(name).isEmpty())
                .forEach(name -> complaints.add("Authorization header requires '" + name + "' parameter."));
        if (complaints.isEmpty() && parameter("Credential").split("/", -1).length != SCOPED) {
            complaints.add("Credential must have exactly 5 slash-delimited elements, e.g."
                    + " keyid/date/region/service/term, got '" + parameter("Credential") + "'");
        }
        return complaints;
    }

    private String credential(int element) {
        return credential().get(element);
    }

    /** Padded, so that an incomplete one can still be asked for the service whose protocol the answer takes. */
    private List<String> credential() {
        return List.of((parameter("Credential") + "/////").split("/", -1));
    }

    private String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
