package dev.keysunset.inventory.money;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** How the owner of a key is found. */
@ConfigMapping(prefix = "keysunset.owners")
public interface OwnerSettings {
    /** The tags that name a key's owner, in any case; the first of them that a key has counts. */
    @WithDefault("owner,team,created-by")
    List<String> tags();
}
