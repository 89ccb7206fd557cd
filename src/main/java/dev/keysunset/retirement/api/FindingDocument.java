package dev.keysunset.retirement.api;

import dev.keysunset.core.Finding;
import dev.keysunset.core.Severity;

/** One thing worth knowing before a gate. A {@code BLOCKER} cannot be approved past. */
public record FindingDocument(Severity severity, Finding.Kind kind, String keyArn, String detail, String remedy) {
    static FindingDocument of(Finding finding) {
        return new FindingDocument(
                finding.severity(), finding.kind(), finding.keyArn().toString(), finding.detail(), finding.remedy());
    }
}
