package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.aws.SignedCalls;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists of services whose SDK modules are not part of this program, read to their end. */
@ApplicationScoped
class RestLists {
    private final Reads reads;
    private final SignedCalls calls;

    RestLists(Reads reads, SignedCalls calls) {
        this.reads = reads;
        this.calls = calls;
    }

    /** @param member under which the answer has the list */
    record Listing(Api api, SignedCalls.Service service, String path, String member, Paging paging) {}

    /**
     * How each of these APIs calls the same things.
     *
     * @param limit the parameter that bounds a page, and {@code most} its value
     * @param asked the parameter that asks for the next page
     * @param told the member that names the next page
     */
    record Paging(String limit, int most, String asked, String told) {}

    /** What each element names, of all pages. */
    List<Named> read(Place place, Listing listing, Function<JsonNode, Stream<Named>> named) {
        var paging = listing.paging();
        return reads.all(place, listing.api(), token -> {
            var query = new HashMap<String, String>();
            query.put(paging.limit(), String.valueOf(paging.most()));
            token.ifPresent(from -> query.put(paging.asked(), from));
            var answer = Members.of(listing.api(), place, calls.get(place, listing.service(), listing.path(), query));
            return new Batch<>(answer.list(listing.member()).flatMap(named).toList(), answer.text(paging.told()));
        });
    }
}
