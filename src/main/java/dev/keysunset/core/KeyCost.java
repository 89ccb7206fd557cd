package dev.keysunset.core;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What AWS bills for the existence of a key, without the requests made with it.
 *
 * @param monthly a month in its present state; nothing while its deletion is pending
 * @param whenKept a month for as long as nobody schedules its deletion: what its deletion saves
 * @param rotationsKept old key material that AWS keeps and bills as well; empty when it could not be read, and then the amounts
 *     are the least it can be
 */
public record KeyCost(BigDecimal monthly, BigDecimal whenKept, String currency, Optional<Integer> rotationsKept) {}
