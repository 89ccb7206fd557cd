package dev.keysunset.notify.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks once for a name's addresses and holds on to what was checked.
 *
 * @param patience Java's own resolver may take far longer
 */
record Resolving(Reach reach, Names names, Duration patience) {

    /** Whoever knows addresses: the machine's resolver. */
    @FunctionalInterface
    interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /**
     * The address to connect to.
     *
     * @throws OutOfReach if any of the name's addresses is none that targets may be at
     * @throws Unresolved if there are none, or not in time
     */
    InetAddress pinned(String host) throws OutOfReach, Unresolved {
        return reach.pin(host, addresses(host));
    }

    private List<InetAddress> addresses(String host) throws Unresolved {
        var asked = new CompletableFuture<List<InetAddress>>();
        Thread.ofVirtual().name("resolving").start(() -> {
            try {
                asked.complete(List.of(names.of(host)));
            } catch (UnknownHostException | RuntimeException e) {
                asked.completeExceptionally(e);
            }
        });
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Unresolved("the name " + host + " is not known");
        } catch (TimeoutException e) {
            throw new Unresolved("nobody said within " + patience + " what address " + host + " has");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unresolved("interrupted");
        }
    }
}
