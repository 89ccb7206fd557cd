/** What people tell a running retirement to do or to wait for, and the sealed answers they get. */
@NullMarked
package dev.keysunset.retirement.orders;

import org.jspecify.annotations.NullMarked;
