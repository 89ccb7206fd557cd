package dev.keysunset.inventory;

import java.util.HashMap;
import java.util.Map;

/** The conditions of one query with their parameters, all of which must hold. */
final class Restriction {
    private final StringBuilder hql;
    private final Map<String, Object> parameters = new HashMap<>();

    Restriction(String first) {
        this.hql = new StringBuilder(first);
    }

    void add(String condition, String name, Object value) {
        hql.append(" and ").append(condition);
        with(name, value);
    }

    /** A parameter of a condition that has several. */
    void with(String name, Object value) {
        parameters.put(name, value);
    }

    String hql() {
        return hql.toString();
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
