/** The outbox: what is told joins the transaction that causes it, and is kept until it has arrived or nobody takes it. */
@NullMarked
package dev.keysunset.notify.outbox;

import org.jspecify.annotations.NullMarked;
