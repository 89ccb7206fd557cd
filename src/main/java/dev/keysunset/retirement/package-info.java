/**
 * Remembers. Every retirement with its members, people's words, effects and timeline is kept in PostgreSQL, claimed from
 * there, and told from there; what must never happen is refused by the database too. Here are the rows that all of it rests
 * on; beside them, each knowing only those before it:
 *
 * <ul>
 *   <li>{@code policy}: the policies, in every version that a retirement may have pinned.
 *   <li>{@code timeline}: the history of each retirement, what it waits for, and what of both is told to people.
 *   <li>{@code approvals}: what was found before a gate, and what people decided on it.
 *   <li>{@code rollbacks}: what was needed after all, how it gets on, and what on-call makes of it.
 *   <li>{@code restraints}: what holds effects back: stops, caps, a clock that is off, a database that went back.
 *   <li>{@code view}: retirements put together from their rows, as the core and as people see them.
 *   <li>{@code orders}: what people tell a retirement to do, and what it answers.
 *   <li>{@code submission}: how a key becomes a retirement, or why it does not.
 *   <li>{@code plan}: what submissions would lead to.
 *   <li>{@code journal}: the engine's memory; claims, decisions, intents, and what came of them.
 *   <li>{@code api}: the resources.
 * </ul>
 */
@NullMarked
package dev.keysunset.retirement;

import org.jspecify.annotations.NullMarked;
