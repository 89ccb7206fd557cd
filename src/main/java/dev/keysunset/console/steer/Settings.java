package dev.keysunset.console.steer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** The service's own settings as they are in force. What may be a secret is told only as being set. */
@ApplicationScoped
class Settings {
    private static final String OURS = "keysunset.";
    private static final Pattern SECRET = Pattern.compile(
            ".*(password|secret|token|external-id|access-key|credential|signing|webhook|hash|(?<!queue-)url).*");

    private final Config config;

    Settings(Config config) {
        this.config = config;
    }

    List<SettingsPage.Setting> inForce() {
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(name -> {
            if (name.startsWith(OURS)) {
                names.add(name);
            }
        });
        return names.stream()
                .map(name -> new SettingsPage.Setting(
                        name, SECRET.matcher(name).matches() ? "set, and not shown" : value(name)))
                .toList();
    }

    private String value(String name) {
        return config.getOptionalValue(name, String.class).orElse("");
    }
}
