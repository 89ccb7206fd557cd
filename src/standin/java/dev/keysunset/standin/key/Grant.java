package dev.keysunset.standin.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A grant as its creator asked for it: the body holds the members that CreateGrant and ListGrants share. */
public record Grant(String id, Instant created, String issuingAccount, ObjectNode body) {}
