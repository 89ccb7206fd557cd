package dev.keysunset.notify.outbox;

import dev.keysunset.notify.NotifySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Forgets what was sent long ago, and gives up on targets that are configured no more. */
@ApplicationScoped
public class Tidying {
    private static final String FORGET = """
            delete from notification where id in (
                select d.notification_id from notification_delivery d
                where d.status = 'SENT' and d.settled_at < clock_timestamp() - make_interval(secs => :kept)
                    and not exists (select 1 from notification_delivery e
                        where e.notification_id = d.notification_id
                            and (e.status <> 'SENT' or e.settled_at >= clock_timestamp() - make_interval(secs => :kept)))
                limit 1000)
            """;

    /** Only after the time in which a replica that knows it would have settled it: while a release rolls out, not all do. */
    private static final String GIVE_UP = """
            update notification_delivery set status = 'DEAD', settled_at = clock_timestamp(), lease_token = null,
                leased_until = null, trouble = 'the configuration names no such target any more'
            where status = 'PENDING' and target not in (:known)
                and tried_since < clock_timestamp() - make_interval(secs => :patience)
            """;

    private final EntityManager database;
    private final Targets targets;
    private final NotifySettings settings;

    Tidying(EntityManager database, Targets targets, NotifySettings settings) {
        this.database = database;
        this.targets = targets;
        this.settings = settings;
    }

    @Transactional
    public void tidy() {
        database.createNativeQuery(FORGET)
                .setParameter("kept", (double) settings.keptFor().toSeconds())
                .executeUpdate();
        var known = targets.names();
        // No target is named so; PostgreSQL takes no empty list.
        known.add("");
        database.createNativeQuery(GIVE_UP)
                .setParameter("known", known)
                .setParameter("patience", (double) settings.giveUpAfter().toSeconds())
                .executeUpdate();
    }
}
