/**
 * Shows. The pages that operators, approvers and whoever is on call work with, made on the server from what the other rooms
 * answer. Their forms go through the same doors as the API's requests: the resources themselves, called as beans.
 */
@NullMarked
package dev.keysunset.console;

import org.jspecify.annotations.NullMarked;
