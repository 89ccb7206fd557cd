/** The stories that keys tell: written in files, drawn with a seed, and told as plans of keys. */
@NullMarked
package dev.keysunset.standin.storybook;

import org.jspecify.annotations.NullMarked;
