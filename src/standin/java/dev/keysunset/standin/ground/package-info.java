/** What the whole world stands on: its clock, its choices and its chance. */
@NullMarked
package dev.keysunset.standin.ground;

import org.jspecify.annotations.NullMarked;
