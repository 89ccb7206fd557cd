/** The REST resources of retirements: requests in, sealed answers of the services out as documents or problems. */
@NullMarked
package dev.keysunset.retirement.api;

import org.jspecify.annotations.NullMarked;
