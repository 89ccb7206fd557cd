package dev.keysunset.retirement.api;

import dev.keysunset.web.Problem;

/** One line of a batch, counted from 1 as in the body. */
sealed interface BatchLine {
    int number();

    /** What the line asks for; throws what is wrong with it. */
    RetirementRequest request();

    record Read(int number, RetirementRequest request) implements BatchLine {}

    /** It could not be understood; the other lines can. */
    record Unreadable(int number, Problem problem) implements BatchLine {
        @Override
        public RetirementRequest request() {
            throw problem.exception();
        }
    }
}
