package dev.keysunset.standin.control;

import java.util.Map;

/** A request to the control API; the path begins after {@code /_standin}. */
public record ControlRequest(String method, String path, Map<String, String> query, String body) {}
