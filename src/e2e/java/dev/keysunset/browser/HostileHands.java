package dev.keysunset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.scenario.Journey;
import dev.keysunset.standin.key.KeyArn;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Those who write what they should not, into everything that people or AWS can write. */
final class HostileHands {
    private static final String EFFECT = "0197a2c4-0000-7000-8000-00000000e711";

    private final Cast cast;
    private final DataSource database;

    HostileHands(Cast cast, DataSource database) {
        this.cast = cast;
        this.database = database;
    }

    void peopleWrite() {
        var journey = cast.of(Part.HOSTILE);
        var rollback = "/api/v1/rollbacks/" + cast.rollbackId(Part.HOSTILE);
        Journey.as("olga").post(rollback + "/acknowledge").then().statusCode(200);
        Journey.as("olga")
                .body(Map.of("comment", Hostile.TEXT))
                .post(rollback + "/comments")
                .then()
                .statusCode(200);
        Journey.as("olga")
                .body(Map.of("rootCause", "OTHER", "resolution", Hostile.TEXT))
                .post(rollback + "/resolve")
                .then()
                .statusCode(200);
        assertThat(journey.states()).contains("ROLLED_BACK");
        cast.of(Part.HOSTILE_AT_GATE).order("adam", "hold", Hostile.TEXT);
        cast.stop(Hostile.TEXT);
    }

    /** More than AWS lets anybody write today: of aliases, tags and session names it refuses most signs, and of others none. */
    void awsTells() throws SQLException {
        ofTheRetirement(cast.of(Part.HOSTILE).id);
        ofTheKey(Part.HOSTILE.key());
        whoNeedsIt();
        atTheGate(cast.of(Part.HOSTILE_AT_GATE).id);
        // What was added up before knows nothing of it yet.
        run("delete from savings_line");
        sql("update feed set trouble = EVIL");
        sql("update footing set objections = array[EVIL]");
        sql("update footing_ground set name = EVIL");
    }

    private void ofTheRetirement(String retirement) throws SQLException {
        sql("""
                insert into watch_record (id, retirement_id, kind, meaning, key_arn, event_id, event_identity, event_time,
                    operation, error_code, error_message, principal, principal_kind, on_behalf_of, source_address, user_agent,
                    vpc_endpoint_id, encryption_context, record, seen_at)
                select gen_random_uuid(), retirement_id, kind, meaning, key_arn, 'e', 'e', event_time, EVIL, EVIL, EVIL, EVIL,
                    principal_kind, EVIL, EVIL, EVIL, EVIL, jsonb_build_object(EVIL, EVIL), record, seen_at
                from watch_record where retirement_id = '%s' and kind = 'SIGHTING' limit 1
                """.formatted(retirement));
        // Its quarantine is over, so that it can be planned for again.
        sql("update retirement set live = false where id = '%s'".formatted(retirement));
        sql("update retirement_member set aliases = array[EVIL], live = false where retirement_id = '%s'"
                .formatted(retirement));
        sql("""
                insert into attention (retirement_id, kind, since, detail, remedy)
                select id, 'DRIFT', state_since, EVIL, EVIL from retirement where id = '%s'
                """.formatted(retirement));
        sql("""
                insert into timeline (id, retirement_id, seq, at, kind, actor, detail)
                select gen_random_uuid(), retirement_id, seq + 1, at, 'RETRIED', EVIL, EVIL from timeline
                where retirement_id = '%s' order by seq desc limit 1
                """.formatted(retirement));
        sql("""
                insert into approval (id, retirement_id, gate, assessment_hash, person, round, choice, comment, at)
                select gen_random_uuid(), id, 'DELETE', EVIL, EVIL, 1, 'REJECT', EVIL, state_since from retirement
                where id = '%s'
                """.formatted(retirement));
        sql("""
                insert into effect (id, retirement_id, key_arn, action, intended_at, fenced_until, lease_token)
                select '%2$s', retirement_id, key_arn, action, intended_at, fenced_until, gen_random_uuid() from effect
                where retirement_id = '%1$s' limit 1
                """.formatted(retirement, EFFECT));
        sql("""
                insert into effect_outcome (effect_id, outcome, at, code, message)
                select id, 'REFUSED', intended_at, EVIL, EVIL from effect where id = '%s'
                """.formatted(EFFECT));
    }

    private void ofTheKey(KeyArn key) throws SQLException {
        sql("""
                update inventory_key set aliases = array[EVIL], tags = jsonb_build_object(EVIL, EVIL), owner = EVIL,
                    owner_source = 'TAG', usage_operation = EVIL, description = EVIL,
                    unreadable = jsonb_build_array(jsonb_build_object('call', EVIL, 'code', EVIL, 'message', EVIL))
                where key_arn = '%s'
                """.formatted(key));
        sql("""
                insert into inventory_change (key_arn, kind, at, from_state, to_state, ours)
                select key_arn, 'OTHER_STATE', read_at, EVIL, EVIL, false from inventory_key where key_arn = '%s'
                """.formatted(key));
        sql("""
                insert into last_use (key_arn, event_id, account_id, region, used_at, operation, wanted, state, ask_at, asked_at,
                    event_time, event_name, principal, principal_kind, principal_account, on_behalf_of, service, source_address,
                    user_agent, encryption_context, record)
                select key_arn, 'e', account_id, region, read_at, EVIL, false, 'EXPLAINED', read_at, read_at, read_at, EVIL, EVIL,
                    'ROLE', EVIL, EVIL, EVIL, EVIL, EVIL, jsonb_build_object(EVIL, EVIL), EVIL
                from inventory_key where key_arn = '%s'
                """.formatted(key));
    }

    /** Of a key that nobody has handed in: of the one that is guarded, and of the one that the archive tells of. */
    private void whoNeedsIt() throws SQLException {
        sql("update key_guard set reason = EVIL, by = EVIL");
        sql("""
                insert into key_guard_record (id, guard_id, event_id, event_identity, event_time, operation, error_code, principal,
                    on_behalf_of, record, seen_at)
                select gen_random_uuid(), id, 'e', 'e', at, EVIL, EVIL, EVIL, EVIL, '{}', at from key_guard
                """);
        sql("""
                insert into archive_use (key_arn, operation, principal, service, first_at, last_at, event_id, source_address,
                    encryption_context)
                select key_arn, EVIL, EVIL, EVIL, read_at, read_at, EVIL, EVIL, jsonb_build_object(EVIL, EVIL)
                from inventory_key where key_arn = '%s'
                """.formatted(Part.ARCHIVED.key()));
        sql("update archive_place set trouble = EVIL");
        sql("update inventory_key set owner = EVIL, owner_source = 'TAG' where key_arn = '%s'"
                .formatted(Part.UNGUARDED.key()));
    }

    private void atTheGate(String retirement) throws SQLException {
        sql("""
                insert into assessment (id, retirement_id, seq, gate, hash, at, findings)
                select gen_random_uuid(), retirement_id, seq + 1, gate, hash, at, (
                    select jsonb_agg(finding || jsonb_build_object('detail', EVIL, 'remedy', EVIL))
                    from jsonb_array_elements(findings) finding)
                from assessment where retirement_id = '%s' order by seq desc limit 1
                """.formatted(retirement));
    }

    private void sql(String statement) throws SQLException {
        assertThat(run(statement)).as(statement).isPositive();
    }

    private int run(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var written = connection.createStatement()) {
            return written.executeUpdate(statement.replace("EVIL", "$evil$" + Hostile.TEXT + "$evil$"));
        }
    }
}
