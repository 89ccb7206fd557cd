/** The CloudFormation templates of config/cloudformation, read and laid out in a stand-in. */
@NullMarked
package dev.keysunset.cloudformation;

import org.jspecify.annotations.NullMarked;
