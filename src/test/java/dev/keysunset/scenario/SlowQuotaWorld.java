package dev.keysunset.scenario;

import java.util.HashMap;
import java.util.Map;

/** The fast world, in which the service may change the state of one key a second. */
public class SlowQuotaWorld extends FastWorld {
    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        settings.put("keysunset.aws.rates.state-changes", "1");
        settings.put("keysunset.retirement.caps.max-rollbacks-per-hour", "1000");
        return settings;
    }
}
