package dev.keysunset.standin.identity;

import dev.keysunset.standin.policy.Policy;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The policies of principals that nobody defined. */
public final class Policies {
    /** As the AWS managed policy AdministratorAccess. */
    public static final Policy EVERYTHING =
            Policy.parse("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");

    private Policies() {}

    /**
     * A trust policy.
     *
     * @param trusted ARNs, account ids or {@code *}
     * @param externalId what a caller must bring along
     */
    public static Policy trust(Stream<String> trusted, Optional<String> externalId) {
        var principals = trusted.map(Policies::quoted).collect(Collectors.joining(","));
        var condition = externalId
                .map(id -> ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":" + quoted(id) + "}}")
                .orElse("");
        return Policy.parse("""
            {"Version":"2012-10-17","Statement":[\
            {"Effect":"Allow","Principal":{"AWS":[%1$s]},"Action":"sts:AssumeRole"%2$s},\
            {"Effect":"Allow","Principal":{"AWS":[%1$s]},"Action":["sts:SetSourceIdentity","sts:TagSession"]}]}\
            """.formatted(principals, condition));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
