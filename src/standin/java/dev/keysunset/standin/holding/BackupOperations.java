package dev.keysunset.standin.holding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.permission.TableService.Operation;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.Json;
import java.util.List;

/** AWS Backup API Reference, "ListBackupVaults". */
public final class BackupOperations {
    private static final Slice PAGES = new Slice(
            new Slice.Size("maxResults", 1, 1000),
            new Slice.Token("nextToken", "NextToken"),
            "InvalidParameterValueException");

    private final Holdings holdings;

    public BackupOperations(Holdings holdings) {
        this.holdings = holdings;
    }

    public List<Operation> all() {
        return List.of(Operation.reading("ListBackupVaults", this::listBackupVaults));
    }

    private JsonNode listBackupVaults(Call call) {
        return PAGES.of(
                call,
                "BackupVaultList",
                holdings.all(call.requiredPlace(), HoldingType.BACKUP_VAULT),
                BackupOperations::vault);
    }

    private static ObjectNode vault(Holding held) {
        var place = held.place();
        return Json.object()
                .put("BackupVaultName", held.name())
                .put(
                        "BackupVaultArn",
                        "arn:aws:backup:" + place.region() + ":" + place.account() + ":backup-vault:" + held.name())
                .put("CreationDate", Json.timestamp(held.created()))
                .put("EncryptionKeyArn", held.key())
                .put("NumberOfRecoveryPoints", 1)
                .put("Locked", false);
    }
}
