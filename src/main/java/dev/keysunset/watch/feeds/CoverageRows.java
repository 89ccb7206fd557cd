package dev.keysunset.watch.feeds;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.KeyArn;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@ApplicationScoped
class CoverageRows implements PanacheRepositoryBase<CoverageRow, CoverageRow.Key> {
    private static final String EVERYTHING = "";
    private static final String OF = "key.feedId = ?1 and key.configurationHash = ?2 and key.keyArn = ?3";

    /** What was read of everything. */
    Coverage of(UUID feedId, String configurationHash) {
        return of(feedId, configurationHash, EVERYTHING);
    }

    /** What was read of everything through each feed as it stands now; feeds that have read nothing are left out. */
    Map<UUID, Coverage> whole(Collection<StandingFeed> standing) {
        var hashes = standing.stream()
                .map(feed -> feed.foothold().configurationHash())
                .toList();
        var sources = standing.stream()
                .map(feed -> List.of(feed.row().id, feed.foothold().configurationHash()))
                .collect(toSet());
        return find(
                        "key.feedId in ?1 and key.configurationHash in ?2 and key.keyArn = ?3",
                        standing.stream().map(feed -> feed.row().id).toList(),
                        hashes,
                        EVERYTHING)
                .stream()
                .filter(row -> sources.contains(List.of(row.key.feedId(), row.key.configurationHash())))
                .collect(groupingBy(
                        row -> row.key.feedId(),
                        collectingAndThen(mapping(CoverageRow::interval, toList()), Coverage::new)));
    }

    /** What was read of one key alone. */
    Coverage of(UUID feedId, String configurationHash, KeyArn keyArn) {
        return of(feedId, configurationHash, keyArn.toString());
    }

    /** What was read of each key alone. */
    Map<KeyArn, Coverage> byKey(UUID feedId, String configurationHash) {
        return find(
                        "key.feedId = ?1 and key.configurationHash = ?2 and key.keyArn <> ?3",
                        feedId,
                        configurationHash,
                        EVERYTHING)
                .stream()
                .collect(groupingBy(
                        row -> KeyArn.of(row.key.keyArn()),
                        collectingAndThen(mapping(CoverageRow::interval, toList()), Coverage::new)));
    }

    /** Merges what was read of everything into what is there; the caller holds the feed's row lock. */
    void credit(UUID feedId, String configurationHash, Coverage read) {
        credit(feedId, configurationHash, EVERYTHING, read);
    }

    /** The same for what was read of single keys. */
    void credit(UUID feedId, String configurationHash, Map<KeyArn, Coverage> read) {
        read.forEach((keyArn, stretches) -> credit(feedId, configurationHash, keyArn.toString(), stretches));
    }

    private Coverage of(UUID feedId, String configurationHash, String keyArn) {
        return new Coverage(find(OF, feedId, configurationHash, keyArn).stream()
                .map(CoverageRow::interval)
                .toList());
    }

    private void credit(UUID feedId, String configurationHash, String keyArn, Coverage read) {
        var merged = of(feedId, configurationHash, keyArn).or(read);
        delete(OF, feedId, configurationHash, keyArn);
        flush();
        getEntityManager().clear();
        merged.intervals().forEach(stretch -> persist(new CoverageRow(feedId, configurationHash, keyArn, stretch)));
    }
}
