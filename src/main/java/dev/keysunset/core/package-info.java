/**
 * Decides. The lifecycle of a retirement as data and pure functions: states, facts, policy, coverage arithmetic, verdict,
 * decision. Knows the JDK and nothing else; reads no clock, calls nobody.
 */
@NullMarked
package dev.keysunset.core;

import org.jspecify.annotations.NullMarked;
