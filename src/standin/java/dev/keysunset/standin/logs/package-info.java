/** CloudWatch Logs: the log groups that trails deliver to, and FilterLogEvents with its pattern language. */
@NullMarked
package dev.keysunset.standin.logs;

import org.jspecify.annotations.NullMarked;
