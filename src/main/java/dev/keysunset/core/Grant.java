package dev.keysunset.core;

import java.util.Map;

/**
 * A grant on a key: somebody, often an AWS service, was given the use of it.
 *
 * @param operations what it permits, joined by commas
 * @param constraint the encryption context without which it permits nothing: often it names the resource; empty where there is none
 */
public record Grant(String grantId, String granteePrincipal, String operations, Map<String, String> constraint) {

    /** Who may do what with what. */
    String told() {
        var to = granteePrincipal + " (" + operations + ")";
        return constraint.isEmpty() ? to : to + " for " + constraint;
    }
}
