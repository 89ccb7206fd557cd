package dev.keysunset.console;

import dev.keysunset.web.Problem;
import io.quarkus.qute.TemplateInstance;

/** Why a page could not be shown, or a form not be obeyed. */
record ProblemPage(Problem problem, String back) implements TemplateInstance {}
