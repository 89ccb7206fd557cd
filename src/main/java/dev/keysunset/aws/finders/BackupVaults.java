package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.SignedCalls.Service;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** AWS Backup, ListBackupVaults: the key of what is backed up from now on. A recovery point may be under the key of its resource. */
@ApplicationScoped
class BackupVaults implements Finder {
    private static final RestLists.Listing ALL = new RestLists.Listing(
            Api.LIST_BACKUP_VAULTS,
            Service.BACKUP,
            "/backup-vaults/",
            "BackupVaultList",
            new RestLists.Paging("maxResults", 1000, "nextToken", "NextToken"));

    private final RestLists lists;

    BackupVaults(RestLists lists) {
        this.lists = lists;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.BACKUP_VAULT;
    }

    @Override
    public List<Named> find(Place place) {
        return lists.read(place, ALL, this::named);
    }

    private Stream<Named> named(JsonNode vault) {
        return Members.text(vault, "EncryptionKeyArn").stream()
                .map(key -> new Named(
                        key, new Dependant(type(), vault.path("BackupVaultArn").asText(), "")));
    }
}
