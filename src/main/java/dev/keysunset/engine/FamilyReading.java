package dev.keysunset.engine;

import dev.keysunset.core.Described;
import dev.keysunset.core.EarlierRollback;
import dev.keysunset.core.Member;
import dev.keysunset.core.MemberFacts;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Reads the members of a claimed retirement, all at once. Whoever does not answer in time counts as unreadable, and the step has
 * enough of its lease left to write that down, and to bring the others back.
 */
@ApplicationScoped
public class FamilyReading {
    /** The same words each time: what changes would be told anew each time. */
    private static final String NO_ANSWER = "no answer came in the time that a step has for it";

    private static final String LATE = "Timeout";

    private final MemberReading reading;
    private final Asking asking;
    private final Clocks clocks;

    public FamilyReading(MemberReading reading, Asking asking, Clocks clocks) {
        this.reading = reading;
        this.asking = asking;
        this.clocks = clocks;
    }

    /** As far as they answer within half of what is left of the lease. */
    List<Described> describe(Claim claim) {
        var keyArns = claim.retirement().members().stream().map(Member::keyArn).toList();
        return asking.all(
                keyArns,
                left(claim).dividedBy(2),
                keyArn -> reading.describe(keyArn, claim.urgentSince()),
                keyArn -> new Described(keyArn, unanswered("kms:DescribeKey in " + keyArn.place())));
    }

    /** As far as they are told while the lease has time for two calls more: for the one that may follow, and all around it. */
    List<MemberFacts> facts(Claim claim, List<Described> described) {
        var patience = left(claim).minus(clocks.callTimeout().multipliedBy(2));
        return asking.all(described, patience, reading::facts, FamilyReading::untold);
    }

    List<EarlierRollback> earlierRollbacks(List<Described> members) {
        return reading.earlierRollbacks(members);
    }

    boolean answers(Place place) {
        return reading.answers(place);
    }

    private Duration left(Claim claim) {
        return Duration.between(clocks.real().now(), claim.leaseEnds());
    }

    private static MemberFacts untold(Described described) {
        var search = "the search for what hangs on " + described.keyArn();
        return new MemberFacts(
                described,
                new Usage.Unreadable(LATE, NO_ANSWER),
                new MemberFacts.Surroundings(
                        unanswered(search), unanswered(search), unanswered(search), unanswered(search)),
                unanswered(search),
                unanswered(search));
    }

    private static <T> Reading<T> unanswered(String call) {
        return new Reading.Unreadable<>(call, LATE, NO_ANSWER);
    }
}
