package dev.keysunset.startup.settings;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A misspelt setting would be ignored in silence, and its default be trusted. */
final class UnknownSettings {
    private static final String OURS = "keysunset.";

    private final Set<SettingName> known;

    UnknownSettings(List<Class<?>> mappings) {
        this.known = mappings.stream()
                .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
                .map(SettingName::of)
                .collect(Collectors.toSet());
    }

    List<Complaint> among(Collection<ConfigSource> sources) {
        return sources.stream()
                .flatMap(source -> source.getPropertyNames().stream())
                .map(name -> name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name)
                .filter(name -> name.startsWith(OURS))
                .distinct()
                .filter(name -> known.stream().noneMatch(pattern -> pattern.covers(SettingName.of(name))))
                .map(this::complaint)
                .toList();
    }

    private Complaint complaint(String name) {
        var given = SettingName.of(name);
        var nearest = known.stream()
                .map(pattern -> pattern.likeIn(given))
                .min(Comparator.comparingInt((SettingName pattern) -> pattern.distanceTo(given))
                        .thenComparing(SettingName::toString))
                .orElseThrow();
        return new Complaint(name, "there is no such setting; did you mean " + nearest + "?");
    }
}
