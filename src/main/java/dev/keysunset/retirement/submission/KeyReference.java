package dev.keysunset.retirement.submission;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How people name a key: key ARN or alias ARN; or key id or alias name together with account and Region.
 *
 * @param key any of the four
 */
public record KeyReference(String key, Optional<String> accountId, Optional<String> region) {
    private static final Pattern ALIAS_ARN =
            Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]{1,32}):(\\d{12}):alias/[A-Za-z0-9/_-]{1,250}");
    private static final Pattern ID_OR_ALIAS =
            Pattern.compile("(mrk-)?[0-9a-f][0-9a-f-]{31,35}|alias/[A-Za-z0-9/_-]{1,250}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");

    sealed interface Parsed {
        /**
         * Well-formed.
         *
         * @param key as KMS accepts it in that place
         */
        record At(Place place, String key) implements Parsed {}

        record Bad(Intake.Rejected.BadKey why) implements Parsed {}
    }

    Parsed parse() {
        var arn = KeyArn.parse(key);
        if (arn.isPresent()) {
            return consistent(arn.get().place());
        }
        var alias = ALIAS_ARN.matcher(key);
        if (alias.matches()) {
            return consistent(new Place(alias.group(2), alias.group(1)));
        }
        if (!ID_OR_ALIAS.matcher(key).matches()) {
            return bad(
                    "key",
                    "It is neither a KMS key ARN nor an alias ARN, key id or alias name.",
                    "Give arn:aws:kms:<region>:<account>:key/<id>, or an id or alias/<name> with account and region.");
        }
        if (accountId.filter(text -> ACCOUNT.matcher(text).matches()).isEmpty()) {
            return bad(
                    "account",
                    "A key id or alias name says nothing of its account.",
                    "Give the account's 12 digits, or the ARN.");
        }
        if (region.filter(text -> REGION.matcher(text).matches()).isEmpty()) {
            return bad("region", "A key id or alias name says nothing of its Region.", "Give the region, or the ARN.");
        }
        return new Parsed.At(new Place(accountId.get(), region.get()), key);
    }

    /** The account that is meant; empty where the key is named wrongly. */
    public Optional<String> account() {
        return parse() instanceof Parsed.At(var place, var _) ? Optional.of(place.accountId()) : Optional.empty();
    }

    /** An ARN says where it is; an account or Region beside it may repeat that, and not contradict it. */
    private Parsed consistent(Place place) {
        if (accountId.filter(text -> !text.equals(place.accountId())).isPresent()) {
            return bad(
                    "account", "The ARN is of account " + place.accountId() + ".", "Leave account out, or correct it.");
        }
        if (region.filter(text -> !text.equals(place.region())).isPresent()) {
            return bad("region", "The ARN is of Region " + place.region() + ".", "Leave region out, or correct it.");
        }
        return new Parsed.At(place, key);
    }

    private static Parsed bad(String field, String detail, String remedy) {
        return new Parsed.Bad(new Intake.Rejected.BadKey(field, detail, remedy));
    }
}
