/** Faults on request: throttling, errors, slow, lost and held answers. */
@NullMarked
package dev.keysunset.standin.fault;

import org.jspecify.annotations.NullMarked;
