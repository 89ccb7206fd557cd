package dev.keysunset.standin.ground;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The choices in force. They may change while the world goes on; whoever needs one asks each time. */
public final class Settings {
    private final Map<String, Choice<?>> choices = new LinkedHashMap<>();

    /** A setting and its value in force. */
    public record Choice<T>(Setting<T> setting, String text, T value) {
        private static <T> Choice<T> of(Setting<T> setting, String text) {
            return new Choice<>(setting, text, setting.read(text));
        }

        private Choice<T> changedTo(String newText) {
            return of(setting, newText);
        }
    }

    /**
     * Settings of these kinds.
     *
     * @param chosen values by name; the rest are standard
     * @throws IllegalArgumentException if {@code chosen} names another, or a value that cannot be read
     */
    public Settings(List<Setting<?>> known, Map<String, String> chosen) {
        known.forEach(setting -> choices.put(setting.name(), Choice.of(setting, setting.standard())));
        change(chosen);
    }

    public <T> T get(Setting<T> setting) {
        @SuppressWarnings("unchecked") // Names are unique, so the choice under a name is of its setting's type.
        var choice = (Choice<T>) choice(setting.name());
        return choice.value();
    }

    /**
     * Changes all of these, or none.
     *
     * @throws IllegalArgumentException naming the setting that is unknown or whose value cannot be read
     */
    public void change(Map<String, String> values) {
        var changed = new LinkedHashMap<String, Choice<?>>();
        values.forEach((name, text) -> changed.put(name, choice(name).changedTo(text)));
        choices.putAll(changed);
    }

    public Collection<Choice<?>> all() {
        return Collections.unmodifiableCollection(choices.values());
    }

    private Choice<?> choice(String name) {
        var choice = choices.get(name);
        if (choice == null) {
            throw new IllegalArgumentException("There is no setting " + name + "; there are " + choices.keySet());
        }
        return choice;
    }
}
