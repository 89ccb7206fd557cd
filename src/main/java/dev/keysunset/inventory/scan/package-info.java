/**
 * Reading every key of every configured place, a place at a time on one replica, within the quotas. What there is to do stands in
 * rows, so that a scan goes on from where it was, whoever goes on with it.
 */
@NullMarked
package dev.keysunset.inventory.scan;

import org.jspecify.annotations.NullMarked;
