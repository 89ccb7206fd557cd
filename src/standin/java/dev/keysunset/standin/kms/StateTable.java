package dev.keysunset.standin.kms;

import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which operation works in which key state. AWS KMS Developer Guide, "Key states of AWS KMS keys", the table and its
 * footnotes. A key that awaits the deletion of its replicas is in the column of those pending deletion. What a footnote
 * makes depend on the key's origin is the operation's own to check.
 */
final class StateTable {
    private static final String TABLE = """
        Rule                  Enabled Disabled PendingDeletion PendingImport Unavailable Creating Updating
        ANY_STATE             ok      ok       ok              ok            ok          ok       ok
        SWITCH                ok      ok       [3]             [5]           ok          [14]     [15]
        SCHEDULE_DELETION     ok      ok       [3]             ok            ok          ok       [15]
        CANCEL_DELETION       [4]     [4]      ok              [4]           [4]         [4]      [4]
        CRYPTOGRAPHY          ok      [1]      [2]or[3]        [5]           [11]        [14]     ok
        KEY_PAIR              ok      [1]      [2]or[3]        [5]           [7]         [14]     ok
        PUBLIC_KEY            ok      ok       [2]or[3]        ok            ok          [14]     ok
        CREATE_GRANT          ok      [1]      [2]or[3]        [5]           ok          [14]     ok
        LABEL                 ok      ok       [3]             ok            ok          ok       ok
        UPDATE_ALIAS          ok      ok       [10]            ok            ok          ok       ok
        ROTATION              ok      [1]      [3]             [7]           [7]         [14]     ok
        ROTATION_STATUS       ok      ok       ok              [7]           [7]         [14]     ok
        ROTATE_ON_DEMAND      ok      [1]      [3]             [5]           [7]         [14]     ok
        REPLICATE             ok      [1]      [2]or[3]        [5]           [11]        [14]     [15]
        UPDATE_PRIMARY_REGION ok      [1]      [2]or[3]        [5]           [11]        [14]     ok
        IMPORT                ok      ok       [3]             ok            [7]         [14]     [15]
        DELETE_MATERIAL       ok      ok       ok              ok            [7]         [14]     [15]
        """;

    private static final String EITHER = "[2]or[3]";

    private final Map<Rule, Map<KeyState, String>> rows = new EnumMap<>(Rule.class);
    private final Settings settings;

    StateTable(Settings settings) {
        this.settings = settings;
        var lines = TABLE.lines().map(line -> List.of(line.split(" +", -1))).toList();
        var states = lines.getFirst();
        lines.stream().skip(1).forEach(cells -> {
            var row = rows.computeIfAbsent(Rule.valueOf(cells.getFirst()), _ -> new EnumMap<>(KeyState.class));
            for (int column = 1; column < cells.size(); column++) {
                row.put(KeyState.named(states.get(column)), cells.get(column));
            }
        });
    }

    /**
     * Lets an operation through if the state in which it meets the key allows it.
     *
     * @throws dev.keysunset.standin.wire.AwsError if the key's state refuses the operation
     */
    void check(Rule rule, Key key, KeyState state) {
        refusal(rule, state).ifPresent(refusal -> {
            throw refusal.about(key, settings);
        });
    }

    private Optional<Refusal> refusal(Rule rule, KeyState state) {
        var column = state == KeyState.PENDING_REPLICA_DELETION ? KeyState.PENDING_DELETION : state;
        var row = rows.getOrDefault(rule, Map.of());
        return switch (row.getOrDefault(column, "ok")) {
            case "ok" -> Optional.empty();
            case EITHER ->
                Optional.of(
                        settings.get(KmsBehaviour.PENDING_AS_DISABLED)
                                ? Refusal.PENDING_DELETION_AS_DISABLED
                                : Refusal.PENDING_DELETION);
            case String footnote -> Optional.of(Refusal.of(footnote));
        };
    }
}
