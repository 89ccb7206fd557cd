package dev.keysunset.engine;

import java.util.List;

/** What people have stopped, for those who are about to change something at AWS. */
public interface StopsInForce {
    /** The stops that hold in an account, each in a sentence. */
    List<String> toldIn(String accountId);
}
