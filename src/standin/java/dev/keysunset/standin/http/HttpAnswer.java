package dev.keysunset.standin.http;

/**
 * An answer as it goes over the wire.
 *
 * @param requestId empty if the answer is none of AWS's
 */
record HttpAnswer(int status, String contentType, String requestId, String body) {}
