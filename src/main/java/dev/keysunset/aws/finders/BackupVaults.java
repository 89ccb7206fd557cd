package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keysunset.aws.Api;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.aws.SignedCalls;
import dev.keysunset.core.Dependant;
import dev.keysunset.core.Place;
import dev.keysunset.engine.Finders.Named;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** AWS Backup, ListBackupVaults: the key of what is backed up from now on. A recovery point may be under the key of its resource. */
@ApplicationScoped
class BackupVaults implements Finder {
    private static final String PAGE = "1000";

    private final Reads reads;
    private final SignedCalls calls;

    BackupVaults(Reads reads, SignedCalls calls) {
        this.reads = reads;
        this.calls = calls;
    }

    @Override
    public Dependant.Type type() {
        return Dependant.Type.BACKUP_VAULT;
    }

    @Override
    public List<Named> find(Place place) {
        return reads.all(place, Api.LIST_BACKUP_VAULTS, token -> {
            var query = new HashMap<String, String>();
            query.put("maxResults", PAGE);
            token.ifPresent(from -> query.put("nextToken", from));
            var answer = Members.of(
                    Api.LIST_BACKUP_VAULTS,
                    place,
                    calls.get(place, SignedCalls.Service.BACKUP, "/backup-vaults/", query));
            var named = answer.list("BackupVaultList").flatMap(this::named).toList();
            return new Batch<>(named, answer.text("NextToken"));
        });
    }

    private Stream<Named> named(JsonNode vault) {
        return Members.text(vault, "EncryptionKeyArn").stream()
                .map(key -> new Named(
                        key, new Dependant(type(), vault.path("BackupVaultArn").asText(), "")));
    }
}
