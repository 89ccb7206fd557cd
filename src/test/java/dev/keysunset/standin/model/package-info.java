/** Holds every answer of the stand-in against the service models that the AWS SDK's own classes carry. */
@NullMarked
package dev.keysunset.standin.model;

import org.jspecify.annotations.NullMarked;
