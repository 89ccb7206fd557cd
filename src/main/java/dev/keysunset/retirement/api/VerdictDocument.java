package dev.keysunset.retirement.api;

import dev.keysunset.core.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * What the watch can say of the window: {@code CLEAR}, {@code NEEDED} or {@code UNPROVEN}.
 *
 * @param watermark until when the watch is proven without a gap
 * @param waysOut what frees an {@code UNPROVEN} window; empty for the others
 */
public record VerdictDocument(String value, String because, Instant watermark, List<String> waysOut) {
    static VerdictDocument of(Verdict verdict) {
        return new VerdictDocument(verdict.value(), verdict.because(), verdict.watermark(), verdict.waysOut());
    }
}
