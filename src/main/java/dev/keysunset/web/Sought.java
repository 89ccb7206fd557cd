package dev.keysunset.web;

/** A part of a text that people look for, as PostgreSQL takes it: for {@code like … escape '!'}. */
public final class Sought {
    private Sought() {}

    /** Finds it wherever it stands; nothing in it has a meaning of its own. */
    public static String anywhere(String part) {
        return "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
