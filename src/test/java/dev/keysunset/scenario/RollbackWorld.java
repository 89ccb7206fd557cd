package dev.keysunset.scenario;

import java.util.HashMap;
import java.util.Map;

/** The fast world with a long quarantine, and a policy under which deletions take long and blindness is soon too long. */
public class RollbackWorld extends FastWorld {
    static final String SOON_BLIND = "soon-blind";

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        settings.put("keysunset.tempo.quarantine", "PT2H,P1D,P2D,P4D,P8D,P16D,P32D");
        settings.put("keysunset.retirement.caps.max-rollbacks-per-hour", "1000");
        var policy = "keysunset.policies." + SOON_BLIND + ".";
        settings.put(policy + "min-idle", "P30D");
        settings.put(policy + "observation-window", "P2D");
        settings.put(policy + "pending-window-in-days", "30");
        settings.put(policy + "canary-required", "false");
        settings.put(policy + "blind-margin", "P3D");
        settings.put(policy + "longest-blindness", "P5D");
        return settings;
    }
}
