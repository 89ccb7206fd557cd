package dev.keysunset.engine;

import dev.keysunset.core.Feed;
import java.util.List;

/** What reading the feeds costs, by the APIs that AWS counts apart. */
public interface Quotas {
    /** How many calls a second may be sent for the feed. */
    List<Allowance> allowances(Feed feed);

    /** The calls this process has sent for the feed since this was last asked; APIs without any are left out. */
    List<Spent> spent(Feed feed);

    /**
     * @param api the name of the IAM action, such as {@code cloudtrail:LookupEvents}
     * @param ownLimit calls a second that the service allows itself
     * @param quota calls a second that AWS allows to all callers in that account and Region together; infinite where it has none
     */
    record Allowance(String api, double ownLimit, double quota) {}

    /** @param throttled how many of them AWS refused as too many */
    record Spent(String api, long sent, long throttled) {}
}
