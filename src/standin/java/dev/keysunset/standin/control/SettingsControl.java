package dev.keysunset.standin.control;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** {@code /settings}: every setting with its value and meaning; {@code PUT} takes {@code {"name": "value"}}. */
public final class SettingsControl implements Control {
    private final Settings settings;

    public SettingsControl(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/settings", "every setting, its value and its meaning", _ -> show()),
                Route.of(
                        "PUT",
                        "/settings",
                        "`{\"name\": \"value\"}` changes settings while the world goes on",
                        this::change));
    }

    ControlAnswer show() {
        var answer = Json.object();
        var list = answer.putArray("settings");
        settings.all()
                .forEach(choice -> list.addObject()
                        .put("name", choice.setting().name())
                        .put("value", choice.text())
                        .put("standard", choice.setting().standard())
                        .put("meaning", choice.setting().meaning()));
        return ControlAnswer.ok(answer);
    }

    ControlAnswer change(ControlRequest request) {
        settings.change(Json.strings(ControlApi.fields(request).node()));
        return show();
    }
}
