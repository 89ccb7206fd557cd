package dev.keysunset.startup.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Holds config/application.yaml to the settings as the rooms declare them. */
@Execution(ExecutionMode.CONCURRENT)
class ConfigFileTest {
    private static final Path FILE = Path.of("config/application.yaml");
    private static final Pattern SETTING = Pattern.compile("#(keysunset\\.[^:\\s]+): (.+)");
    private static final String NO_DEFAULT = "No default.";

    /** A line that sets something, and the reason written over it. */
    private record Line(SettingName name, String value, String reason) {}

    @Test
    void everySettingStandsThereOnceWithItsReason() throws IOException {
        assertThat(lines())
                .allSatisfy(line -> assertThat(line.reason())
                        .as("the reason of %s", line.name())
                        .hasSizeGreaterThan(10));
        assertThat(declared().keySet())
                .allSatisfy(setting -> assertThat(lines())
                        .as("lines that set %s", setting)
                        .filteredOn(line -> setting.covers(line.name()))
                        .hasSize(1));
    }

    @Test
    void theValueIsTheDefaultThatTheCodeTakes() throws IOException {
        assertThat(lines()).allSatisfy(line -> {
            var standard = declaredAs(line.name());
            if (standard.isPresent()) {
                assertThat(line.value()).as("default of %s", line.name()).isEqualTo(standard.get());
            } else {
                assertThat(line.reason()).as("reason of %s", line.name()).endsWith(NO_DEFAULT);
            }
        });
    }

    @Test
    void nothingIsSetUntilSomebodySetsIt() throws IOException {
        assertThat(Files.readAllLines(FILE))
                .allSatisfy(line -> assertThat(line.isBlank() || line.startsWith("#"))
                        .as("\"%s\" is a comment", line)
                        .isTrue());
    }

    @Test
    void everyMappingOfEveryRoomIsRead() {
        var mappings = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.keysunset").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(type -> type.getName());
        assertThat(Settings.MAPPINGS.stream().map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(mappings.toList());
    }

    private static Optional<String> declaredAs(SettingName name) {
        return declared().entrySet().stream()
                .filter(setting -> setting.getKey().covers(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no room declares " + name))
                .getValue();
    }

    /** Lists are declared twice, once with an index and without a default. */
    private static Map<SettingName, Optional<String>> declared() {
        return Settings.MAPPINGS.stream()
                .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().entrySet().stream())
                .filter(setting -> !setting.getKey().endsWith("[*]"))
                .collect(Collectors.toMap(
                        setting -> SettingName.of(setting.getKey()),
                        setting -> Optional.ofNullable(setting.getValue())));
    }

    private static List<Line> lines() throws IOException {
        var lines = Files.readAllLines(FILE);
        var settings = new TreeMap<Integer, Line>();
        for (var i = 0; i < lines.size(); i++) {
            var setting = SETTING.matcher(lines.get(i));
            if (setting.matches()) {
                settings.put(i, new Line(SettingName.of(setting.group(1)), setting.group(2), reasonAbove(lines, i)));
            }
        }
        return List.copyOf(settings.values());
    }

    private static String reasonAbove(List<String> lines, int setting) {
        return Stream.iterate(setting - 1, i -> i >= 0 && lines.get(i).startsWith("# "), i -> i - 1)
                .map(i -> lines.get(i).substring(2))
                .reduce("", (below, above) -> above + " " + below)
                .strip();
    }
}
