package dev.keysunset.browser;

/**
 * A page to look at.
 *
 * @param name of its pictures
 * @param person who looks
 */
record Look(String name, String person, String path) {}
