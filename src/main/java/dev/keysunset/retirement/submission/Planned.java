package dev.keysunset.retirement.submission;

import dev.keysunset.core.Assessment;
import dev.keysunset.core.Course;
import dev.keysunset.core.Delay;
import dev.keysunset.core.Member;
import dev.keysunset.core.Policy;
import dev.keysunset.core.Timetable;
import java.util.List;

/** What a submission would lead to. */
public sealed interface Planned {
    /** @param delays what holds its steps back */
    record Plan(Course course, List<Member> members, Assessment assessment, Timetable timetable, List<Delay> delays)
            implements Planned {
        public Policy policy() {
            return course.policy();
        }

        /** A finding forbids it. */
        public boolean blocked() {
            return !assessment.blockers().isEmpty();
        }

        /** Nothing forbids it, and nothing that matters could not be read. */
        public boolean ready() {
            return !blocked() && assessment.unreadable().isEmpty();
        }
    }

    record NotTaken(Intake.Rejected why) implements Planned {}
}
