package dev.keysunset.retirement.journal;

import dev.keysunset.core.Facts;
import dev.keysunset.core.KeyFacts;
import dev.keysunset.core.Reading;
import dev.keysunset.core.Retirement;
import dev.keysunset.retirement.MemberRow;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a decision rested on, short enough to stand beside it in the timeline. */
final class FactsSummary {
    private FactsSummary() {}

    static Map<String, Object> of(Retirement retirement, Facts facts) {
        var summary = new LinkedHashMap<String, Object>();
        var members = new LinkedHashMap<String, String>();
        facts.observed().members().forEach(member -> members.put(member.keyArn().toString(), told(member.key())));
        summary.put("members", members);
        summary.put("policy", retirement.policy().name());
        facts.observed().assessment().ifPresent(assessment -> summary.put("assessment", assessment.hash()));
        summary.put("effects", facts.remembered().effects().size());
        facts.watch().firstSighting().ifPresent(sighting -> summary.put("sighting", sighting));
        if (!facts.watch().feeds().isEmpty()) {
            var since = retirement.standing().since();
            summary.put("watermark", facts.watch().readUntil(since, retirement.places()));
        }
        facts.watch().sweep().flatMap(Reading::found).ifPresent(sweep -> summary.put("sweep", sweep));
        return summary;
    }

    private static String told(Reading<KeyFacts> reading) {
        return switch (reading) {
            case Reading.Read<KeyFacts>(var key) -> key.keyState().awsName();
            case Reading.Absent<KeyFacts> _ -> MemberRow.ABSENT;
            case Reading.Unreadable<KeyFacts> unreadable -> "unreadable: " + unreadable.code();
        };
    }
}
