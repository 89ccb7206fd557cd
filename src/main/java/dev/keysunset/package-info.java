/**
 * Keysunset retires AWS KMS keys safely. The map of its rooms, one verb each:
 *
 * <ul>
 *   <li>{@code core} decides: states, facts, policy, window, coverage arithmetic, verdict, decision, effect. Knows the JDK only.
 *   <li>{@code engine} carries out: claim, gather, decide, record, act; and the ports it needs, as interfaces.
 *   <li>{@code watch} sees: feeds, polling, stored coverage, record parsing, sightings, the closing sweep.
 *   <li>{@code retirement} remembers: rows, claims, timeline, effects, approvals, rollback reviews, and their resources.
 *   <li>{@code inventory} knows: the keys of the configured accounts, used or not.
 *   <li>{@code guardrails} restrains: statements in key policies by which AWS itself refuses to disable or schedule a key in use.
 *   <li>{@code notify} tells: the outbox, and the channels to people who are not looking.
 *   <li>{@code access} admits: people, machines and their roles.
 *   <li>{@code aws} reaches: sessions, fences, rate limits, adapters. The only importer of the AWS SDK.
 *   <li>{@code web} speaks: problem details, ETags, cursors, idempotency keys. A toolkit for the rooms above.
 *   <li>{@code console} shows: the pages that people work with, drawn from what the rooms above answer.
 *   <li>{@code command} asks: the command line, a client of the REST API that needs nothing of a running service's own.
 *   <li>{@code startup} begins: settings, checks, clocks, the embedded PostgreSQL, the ticks, the demo.
 * </ul>
 *
 * <p>The arrows: {@code core} and {@code command} to nothing; {@code engine} to {@code core}; the feature rooms to {@code core}, {@code engine},
 * {@code access} and {@code web}; {@code console} to all of these but {@code aws}; only {@code startup} sees everyone. A test
 * holds them. A room of many classes has packages of its own, which its {@code package-info} maps; none knows another that
 * knows it. The stand-in for AWS is a program of its own in {@code src/standin}; nobody here can name it.
 */
@NullMarked
package dev.keysunset;

import org.jspecify.annotations.NullMarked;
