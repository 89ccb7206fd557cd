package dev.keysunset.standin.storybook;

import dev.keysunset.standin.key.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Where keys are, and the values that follow from it. */
final class Scene {
    private static final String OUTSIDER = "999988887777";
    private static final List<String> TWO_REGIONS = List.of("us-east-1", "eu-west-1");

    private Scene() {}

    /** The values of a key in a place whose neighbours are nobody we know. */
    static Map<String, String> in(Place place, long number) {
        return values(place, number, OUTSIDER, another(TWO_REGIONS, place.region()));
    }

    /** The values of a key in one of the places of a fleet, chosen by chance. */
    static Map<String, String> among(List<String> accounts, List<String> regions, long number, RandomGenerator random) {
        var place =
                new Place(accounts.get(random.nextInt(accounts.size())), regions.get(random.nextInt(regions.size())));
        var other = accounts.get(random.nextInt(accounts.size()));
        return values(
                place,
                number,
                other.equals(place.account()) ? OUTSIDER : other,
                another(regions.size() > 1 ? regions : TWO_REGIONS, place.region()));
    }

    private static Map<String, String> values(Place place, long number, String other, String otherRegion) {
        var values = new HashMap<String, String>();
        values.put("account", place.account());
        values.put("region", place.region());
        values.put("number", Long.toString(number));
        values.put("other", other);
        values.put("otherRegion", otherRegion);
        return values;
    }

    private static String another(List<String> regions, String region) {
        return regions.stream()
                .filter(other -> !other.equals(region))
                .findFirst()
                .orElse(region);
    }
}
