package dev.keysunset.guardrails;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Guardrails that are put into key policies. Nobody asks for them but the scheduler, by name: that does not keep the default. */
@Unremovable
@ConfigMapping(prefix = "keysunset.guardrails")
public interface GuardrailSettings {
    /** How often, in real time, the policies are read again of which nobody knows whether they were changed. */
    @WithDefault("30s")
    String lookEvery();
}
