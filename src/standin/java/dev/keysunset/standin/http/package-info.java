/** The door: one HTTP server that speaks the AWS protocols and the control API. */
@NullMarked
package dev.keysunset.standin.http;

import org.jspecify.annotations.NullMarked;
