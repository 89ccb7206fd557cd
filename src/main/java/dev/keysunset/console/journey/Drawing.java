package dev.keysunset.console.journey;

import dev.keysunset.console.Words;
import dev.keysunset.core.Approval;
import dev.keysunset.core.EffectRecord;
import dev.keysunset.core.FeedReport;
import dev.keysunset.core.Interval;
import dev.keysunset.core.WatchFacts;
import dev.keysunset.core.Window;
import dev.keysunset.retirement.approvals.ApprovalView;
import dev.keysunset.retirement.view.RetirementQueries.TimelineEntry;
import dev.keysunset.retirement.view.RetirementView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws what happened to a retirement, and what of it was watched. */
final class Drawing {
    private static final int TOP = 44;
    private static final int LANE = 30;
    private static final int LETTER = 8;

    private final Subject subject;
    private final Scale scale;
    private final List<Picture.Lane> lanes = new ArrayList<>();

    /**
     * What is drawn.
     *
     * @param watchedSince empty while nothing is watched yet
     */
    record Subject(
            RetirementView view,
            List<TimelineEntry> history,
            WatchFacts seen,
            List<ApprovalView> approvals,
            List<EffectRecord> effects,
            Optional<Instant> watchedSince,
            Instant now) {}

    private Drawing(Subject subject) {
        this.subject = subject;
        this.scale = new Scale(subject.view().retirement().submission().at(), end(subject));
    }

    static Picture of(Subject subject) {
        return new Drawing(subject).draw();
    }

    /** The present, or the last date that is known; of what has ended, its end. */
    private static Instant end(Subject subject) {
        var view = subject.view();
        var standing = view.retirement().standing();
        if (standing.state().name().terminal()) {
            return standing.since();
        }
        return Stream.of(Optional.of(subject.now()), view.window().map(Window::closesAt), view.deletionDate())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(subject.now());
    }

    private Picture draw() {
        lane("State", states(), List.of());
        subject.seen().feeds().forEach(report -> lane(feed(report), coverage(report), List.of()));
        lane("Canaries", List.of(), canaries());
        lane("Sightings", List.of(), sightings());
        lane("Decisions", List.of(), decisions());
        lane("Effects", List.of(), effects());
        return new Picture(TOP + lanes.size() * LANE + 8, scale.ticks(), List.copyOf(lanes), lines(), told());
    }

    private void lane(String label, List<Picture.Band> bands, List<Picture.Mark> marks) {
        lanes.add(new Picture.Lane(TOP + lanes.size() * LANE, label, bands, marks));
    }

    private List<Picture.Band> states() {
        var moves = subject.history().stream()
                .filter(entry -> entry.told().to().isPresent())
                .toList();
        var bands = new ArrayList<Picture.Band>();
        for (int i = 0; i < moves.size(); i++) {
            var move = moves.get(i);
            var until = i + 1 < moves.size() ? moves.get(i + 1).at() : scale.to();
            var state = move.told().to().orElseThrow();
            bands.add(band(
                    new Stretch(move.at(), until),
                    "state-" + state,
                    Words.words(state),
                    Words.words(state) + " since " + Words.minute(move.at()) + ": "
                            + move.told().detail()));
        }
        return bands;
    }

    /** What was read, what was not, and what CloudTrail still owes. */
    private List<Picture.Band> coverage(FeedReport report) {
        var since = subject.watchedSince().orElse(subject.now());
        var bands = new ArrayList<Picture.Band>();
        var read = report.evidence().read();
        for (var interval : read.intervals()) {
            if (interval.to().isAfter(scale.from())) {
                bands.add(band(stretch(interval), "read", "", "Read completely " + between(interval)));
            }
        }
        var end = subject.now().isBefore(scale.to()) ? subject.now() : scale.to();
        if (since.isBefore(end)) {
            for (var gap : read.gaps(new Interval(since, end))) {
                var owed = gap.to().equals(end);
                bands.add(band(
                        stretch(gap),
                        owed ? "owed" : "gap",
                        "",
                        (owed ? "Not read yet: " : "A gap, never read: ") + between(gap)));
            }
        }
        return bands;
    }

    /** Those that came back, at most one for each unit of the drawing. */
    private List<Picture.Mark> canaries() {
        return distinct(subject.seen().feeds().stream()
                .flatMap(report -> report.evidence().canaries().stream())
                .flatMap(canaries -> canaries.times().stream()
                        .map(at -> new Moment(
                                at,
                                "canary",
                                "A canary called at " + Words.minute(at) + " came back through the feed"))));
    }

    private List<Picture.Mark> sightings() {
        return distinct(subject.seen().sightings().stream()
                .map(sighting -> new Moment(
                        sighting.eventTime(),
                        "sighting",
                        sighting.principal() + " called " + sighting.operation() + " at "
                                + Words.minute(sighting.eventTime()))));
    }

    private List<Picture.Mark> decisions() {
        return distinct(subject.approvals().stream()
                .map(view -> new Moment(
                        view.approval().at(),
                        view.approval().choice() == Approval.Choice.APPROVE ? "approval" : "rejection",
                        view.approval().person()
                                + (view.approval().choice() == Approval.Choice.APPROVE ? " approved" : " rejected")
                                + " at the " + view.approval().gate() + " gate, "
                                + Words.minute(view.approval().at()))));
    }

    private List<Picture.Mark> effects() {
        return distinct(subject.effects().stream().map(record -> {
            var line = EffectLine.of(record);
            return new Moment(
                    record.intendedAt(),
                    line.done() ? "effect" : "effect-refused",
                    line.action() + " " + line.outcome()
                            + line.requestId().map(id -> ", request " + id).orElse(""));
        }));
    }

    /** Each with its label where the next one's leaves it room. */
    private List<Picture.Line> lines() {
        var moments = new ArrayList<Moment>();
        subject.view().window().ifPresent(window -> {
            moments.add(new Moment(window.opensAt(), "window", "window opens"));
            moments.add(new Moment(window.closesAt(), "window", "window closes"));
        });
        subject.view().deletionDate().ifPresent(date -> moments.add(new Moment(date, "deletion", "deletion date")));
        if (!subject.view().retirement().state().name().terminal()) {
            moments.add(new Moment(subject.now(), "now", "now"));
        }
        moments.sort(Comparator.comparing(Moment::at));
        var lines = new ArrayList<Picture.Line>();
        for (var i = 0; i < moments.size(); i++) {
            var moment = moments.get(i);
            var x = scale.x(moment.at());
            var crowded = i + 1 < moments.size() && crowded(moment, moments.get(i + 1));
            lines.add(new Picture.Line(x, moment.look(), moment.title(), crowded || x > Picture.WIDTH - 140));
        }
        return lines;
    }

    private boolean crowded(Moment moment, Moment next) {
        var room = scale.x(next.at()) - scale.x(moment.at());
        return room < LETTER * (moment.title().length() + next.title().length());
    }

    private String told() {
        var retirement = subject.view().retirement();
        return "Timeline from " + Words.minute(scale.from()) + " to " + Words.minute(scale.to()) + ". "
                + Words.words(retirement.state().name()) + " since "
                + Words.minute(retirement.standing().since()) + ". "
                + subject.seen().seen().sightingsInAll() + " sightings, "
                + subject.approvals().size() + " decisions, "
                + subject.effects().size()
                + " effects. The same stands in the tables below.";
    }

    private record Stretch(Instant from, Instant to) {}

    private record Moment(Instant at, String look, String title) {}

    private static Stretch stretch(Interval interval) {
        return new Stretch(interval.from(), interval.to());
    }

    private Picture.Band band(Stretch stretch, String look, String label, String title) {
        var x = scale.x(stretch.from());
        var width = Math.max(2, scale.x(stretch.to()) - x);
        return new Picture.Band(x, width, look, label.length() * LETTER < width ? label : "", title);
    }

    private List<Picture.Mark> distinct(Stream<Moment> moments) {
        var marks = new ArrayList<Picture.Mark>();
        moments.sorted(Comparator.comparing(Moment::at)).forEach(moment -> {
            var mark = new Picture.Mark(scale.x(moment.at()), moment.look(), moment.title());
            if (marks.isEmpty()
                    || marks.getLast().x() != mark.x()
                    || !marks.getLast().look().equals(mark.look())) {
                marks.add(mark);
            }
        });
        return marks;
    }

    private static String between(Interval interval) {
        return Words.minute(interval.from()) + " to " + Words.minute(interval.to());
    }

    private static String feed(FeedReport report) {
        return Words.words(report.feed().kind()) + " " + report.feed().place().region();
    }
}
