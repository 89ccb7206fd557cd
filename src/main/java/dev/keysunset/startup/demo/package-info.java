/** The world that the service brings along when nothing is configured: a stand-in for AWS, and people. */
@NullMarked
package dev.keysunset.startup.demo;

import org.jspecify.annotations.NullMarked;
