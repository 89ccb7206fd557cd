package dev.keysunset.standin.key;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A multi-Region primary and its replicas: one id, one material, each with its own state and usage. */
public final class Family {
    private final Rotation rotation = new Rotation();
    private KeyArn primary;
    private final List<KeyArn> replicas = new CopyOnWriteArrayList<>();

    public Family(KeyArn primary) {
        this.primary = primary;
    }

    public KeyArn primary() {
        return primary;
    }

    public Rotation rotation() {
        return rotation;
    }

    public List<KeyArn> replicas() {
        return List.copyOf(replicas);
    }

    public void add(KeyArn replica) {
        replicas.add(replica);
    }

    /** Lets a replica and the primary change places. */
    public void promote(KeyArn replica) {
        replicas.remove(replica);
        replicas.add(primary);
        primary = replica;
    }

    public void remove(KeyArn replica) {
        replicas.remove(replica);
    }
}
