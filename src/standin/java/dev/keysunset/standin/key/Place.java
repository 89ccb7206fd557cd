package dev.keysunset.standin.key;

/** One region of one account: what AWS keeps apart in nearly everything. */
public record Place(String account, String region) {}
