package dev.keysunset.standin.config;

import dev.keysunset.standin.ground.Setting;
import java.util.List;

/** What AWS Config is set for. */
public final class ConfigBehaviour {
    public static final Setting<Recorder> RECORDER = Setting.choice(
            "config.recorder",
            Recorder.ALL,
            "What the recorder of every place records: all, streams, all-but-streams; none is there, or it is stopped.");

    public static final List<Setting<?>> ALL = List.of(RECORDER);

    private ConfigBehaviour() {}
}
