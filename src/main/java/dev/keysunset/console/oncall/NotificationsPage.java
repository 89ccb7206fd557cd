package dev.keysunset.console.oncall;

import dev.keysunset.console.Frame;
import dev.keysunset.console.Shut;
import dev.keysunset.notify.api.DeliveryDocument;
import dev.keysunset.notify.api.NotificationsResource.UntoldDocument;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/**
 * What was told to whom, latest first.
 *
 * @param untold how much each target was not told, whatever the list shows
 * @param shut why this person replays nothing, where that is so
 */
public record NotificationsPage(
        Frame frame,
        Shown shown,
        List<UntoldDocument> untold,
        List<DeliveryDocument> items,
        Optional<String> next,
        Optional<Shut> shut)
        implements TemplateInstance {
    /**
     * Which of them.
     *
     * @param everything what was told, or is still tried, as well
     * @param target to which alone
     */
    public record Shown(boolean everything, Optional<String> target) {}
}
