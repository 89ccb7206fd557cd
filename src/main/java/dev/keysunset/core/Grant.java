package dev.keysunset.core;

/** A grant on a key: somebody, often an AWS service, was given the use of it. */
public record Grant(String grantId, String granteePrincipal, String operations) {}
