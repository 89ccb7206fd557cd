/**
 * The console as people meet it: real pages in a real browser, of a service that lives with a stand-in for AWS. Run by the Maven
 * profile {@code e2e}; a plain build knows nothing of it.
 */
@NullMarked
package dev.keysunset.browser;

import org.jspecify.annotations.NullMarked;
