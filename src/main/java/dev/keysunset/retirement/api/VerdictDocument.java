package dev.keysunset.retirement.api;

import dev.keysunset.core.Verdict;
import java.time.Instant;

/**
 * What the watch can say of the window: {@code CLEAR}, {@code NEEDED} or {@code UNPROVEN}.
 *
 * @param watermark until when everything was read without a gap
 */
public record VerdictDocument(String value, String because, Instant watermark) {
    static VerdictDocument of(Verdict verdict) {
        return new VerdictDocument(verdict.value(), verdict.because(), verdict.watermark());
    }
}
