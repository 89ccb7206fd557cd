package dev.keysunset.aws.keys;

import dev.keysunset.aws.Api;
import dev.keysunset.aws.Clients;
import dev.keysunset.aws.Reads;
import dev.keysunset.aws.Reads.Batch;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.KeyRotations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/** ListKeyRotations: completed rotations, automatic and on demand (KMS API). */
@ApplicationScoped
public class KmsRotations implements KeyRotations {
    private final Reads reads;
    private final Clients clients;

    public KmsRotations(Reads reads, Clients clients) {
        this.reads = reads;
        this.clients = clients;
    }

    @Override
    public Reading<Integer> kept(KeyArn keyArn) {
        var place = keyArn.place();
        Reading<List<RotationsListEntry>> all = reads.readAll(place, Api.LIST_KEY_ROTATIONS, marker -> {
            var answer = clients.kms(place)
                    .listKeyRotations(
                            request -> request.keyId(keyArn.toString()).marker(marker.orElse(null)));
            return new Batch<>(answer.rotations(), KeySurroundings.next(answer.truncated(), answer.nextMarker()));
        });
        return switch (all) {
            case Reading.Read<List<RotationsListEntry>>(var rotations) -> Reading.read(rotations.size());
            case Reading.Absent<List<RotationsListEntry>> _ -> new Reading.Absent<>();
            case Reading.Unreadable<List<RotationsListEntry>>(var call, var code, var message) ->
                new Reading.Unreadable<>(call, code, message);
        };
    }
}
