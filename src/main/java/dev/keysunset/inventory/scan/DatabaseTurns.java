package dev.keysunset.inventory.scan;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Semaphore;

/**
 * Hundreds of places are scanned at once. All of them at the database would leave no connection to the watch and to people, and
 * would fail for want of one themselves.
 */
@InTurn
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE) // before a transaction begins
class DatabaseTurns {
    /** Of the twenty connections of a replica. */
    private static final int AT_ONCE = 5;

    private static final Semaphore TURNS = new Semaphore(AT_ONCE, true);

    @AroundInvoke
    Object inTurn(InvocationContext call) throws Exception {
        TURNS.acquire();
        try {
            return call.proceed();
        } finally {
            TURNS.release();
        }
    }
}
