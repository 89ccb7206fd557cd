package dev.keysunset.watch;

import dev.keysunset.core.Coverage;
import dev.keysunset.core.Interval;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class CoverageRows implements PanacheRepositoryBase<CoverageRow, CoverageRow.Key> {
    Coverage of(UUID feedId, String configurationHash) {
        return new Coverage(find("key.feedId = ?1 and key.configurationHash = ?2", feedId, configurationHash).stream()
                .map(CoverageRow::interval)
                .toList());
    }

    /** Merges the interval into what is there; the caller holds the feed's row lock. */
    void credit(UUID feedId, String configurationHash, Interval interval) {
        var merged = of(feedId, configurationHash).plus(interval);
        delete("key.feedId = ?1 and key.configurationHash = ?2", feedId, configurationHash);
        flush();
        getEntityManager().clear();
        merged.intervals().forEach(stretch -> persist(new CoverageRow(feedId, configurationHash, stretch)));
    }
}
