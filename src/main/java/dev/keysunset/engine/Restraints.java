package dev.keysunset.engine;

import dev.keysunset.core.Attention;
import dev.keysunset.core.Retirement;
import java.util.List;

/** What holds disabling and scheduling back at the moment: the stop, a hold, a cap. Never asked before a rollback. */
public interface Restraints {
    List<Attention> on(Retirement retirement);
}
