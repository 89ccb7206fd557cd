package dev.keysunset.retirement.api;

import dev.keysunset.core.AwsConsole;
import dev.keysunset.core.Finding;
import dev.keysunset.core.Severity;
import java.net.URI;
import java.util.List;

/**
 * One thing worth knowing before a gate. A {@code BLOCKER} cannot be approved past.
 *
 * @param resources those that the detail names, as far as AWS's own console has a known page for them
 */
public record FindingDocument(
        Severity severity, Finding.Kind kind, String keyArn, String detail, String remedy, List<Resource> resources) {

    /** A resource that was found. */
    public record Resource(String arn, URI consoleUrl) {}

    static FindingDocument of(Finding finding) {
        return new FindingDocument(
                finding.severity(),
                finding.kind(),
                finding.keyArn().toString(),
                finding.detail(),
                finding.remedy(),
                AwsConsole.parts(finding.detail()).stream()
                        .flatMap(part -> part.page().stream().map(page -> new Resource(part.text(), page)))
                        .toList());
    }
}
