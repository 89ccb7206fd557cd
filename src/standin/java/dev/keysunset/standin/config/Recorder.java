package dev.keysunset.standin.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keysunset.standin.holding.HoldingType;
import dev.keysunset.standin.wire.Json;

/** What is recorded; a stopped recorder leaves what it has recorded before. */
public enum Recorder {
    ALL,
    STREAMS,
    ALL_BUT_STREAMS,
    STOPPED,
    NONE;

    private static final String STREAM = HoldingType.STREAM.awsName();

    boolean has(HoldingType type) {
        return switch (this) {
            case ALL, STOPPED -> true;
            case STREAMS -> type == HoldingType.STREAM;
            case ALL_BUT_STREAMS -> type != HoldingType.STREAM;
            case NONE -> false;
        };
    }

    /** AWS Config API Reference, "RecordingGroup". */
    ObjectNode group() {
        var group = Json.object().put("allSupported", this == ALL || this == STOPPED);
        var types = group.putArray("resourceTypes");
        var excluded = group.putObject("exclusionByResourceTypes").putArray("resourceTypes");
        switch (this) {
            case STREAMS -> types.add(STREAM);
            case ALL_BUT_STREAMS -> excluded.add(STREAM);
            case ALL, STOPPED, NONE -> {}
        }
        group.putObject("recordingStrategy").put("useOnly", strategy());
        return group;
    }

    private String strategy() {
        return switch (this) {
            case STREAMS -> "INCLUSION_BY_RESOURCE_TYPES";
            case ALL_BUT_STREAMS -> "EXCLUSION_BY_RESOURCE_TYPES";
            case ALL, STOPPED, NONE -> "ALL_SUPPORTED_RESOURCE_TYPES";
        };
    }
}
