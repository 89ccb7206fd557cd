package dev.keysunset.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.identity.Principal;
import dev.keysunset.standin.key.Place;
import java.util.Base64;
import java.util.Optional;

/** A call as AWS sees it once the signature has been read. */
public record Call(
        Service service, String action, String region, Principal caller, ObjectNode parameters, Provenance provenance) {

    /** The caller's account in the region called; an AWS service calls from nowhere. */
    public Optional<Place> place() {
        return caller.account().map(account -> new Place(account, region));
    }

    /**
     * The caller's place, for operations that need one.
     *
     * @throws AwsError if the caller belongs to no account
     */
    public Place requiredPlace() {
        return place().orElseThrow(() -> AwsError.validation("A service principal needs a key ARN"));
    }

    public Optional<String> text(String member) {
        var value = parameters.path(member);
        return value.isTextual() || value.isBinary() ? Optional.of(value.asText()) : Optional.empty();
    }

    /**
     * A text member that must be there.
     *
     * @throws AwsError a ValidationException in AWS's words if it is missing
     */
    public String requiredText(String member) {
        return text(member).orElseThrow(() -> missing(member));
    }

    /** A blob member; JSON carries it in base 64. */
    public byte[] requiredBytes(String member) {
        try {
            return Base64.getDecoder().decode(requiredText(member));
        } catch (IllegalArgumentException e) {
            throw new AwsError("SerializationException", member + " is not base 64: " + e.getMessage());
        }
    }

    private static AwsError missing(String member) {
        return AwsError.validation("1 validation error detected: Value null at '" + Json.lowerFirst(member)
                + "' failed to satisfy constraint: Member must not be null");
    }
}
