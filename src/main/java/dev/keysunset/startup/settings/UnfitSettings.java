package dev.keysunset.startup.settings;

import dev.keysunset.startup.refusal.StartRefused;
import java.util.List;
import java.util.stream.Collectors;

/** The service does not start with these settings; the message lists them all, one a line. */
public final class UnfitSettings extends StartRefused {
    private static final long serialVersionUID = 1L;

    UnfitSettings(List<Complaint> complaints) {
        super(complaints.size() + (complaints.size() == 1 ? " setting" : " settings") + " must change:\n"
                + complaints.stream()
                        .map(complaint -> "  " + complaint)
                        .sorted()
                        .collect(Collectors.joining("\n")));
    }
}
