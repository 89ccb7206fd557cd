package dev.keysunset.inventory.dependants;

import dev.keysunset.core.DependantAnswer;
import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.core.Reading;
import dev.keysunset.engine.Dependants;
import dev.keysunset.inventory.dependants.Surveys.Age;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Answers from what was read of the whole place a short while ago, and has it read again as long as somebody asks. */
@ApplicationScoped
class KnownDependants implements Dependants {
    private final Surveys surveys;
    private final Surveying surveying;
    private final Answers answers;
    private final DependantSettings settings;

    KnownDependants(Surveys surveys, Surveying surveying, Answers answers, DependantSettings settings) {
        this.surveys = surveys;
        this.surveying = surveying;
        this.answers = answers;
        this.settings = settings;
    }

    @Override
    public Reading<List<DependantAnswer>> naming(KeyArn keyArn, Set<String> aliases) {
        return fresh(keyArn.place()) ? Reading.read(answers.about(keyArn, aliases)) : new Reading.Absent<>();
    }

    /** Whether what is known of the place may be acted on; it is read if not, and waited for a little. */
    boolean fresh(Place place) {
        return switch (surveys.age(place)) {
            case FRESH -> true;
            case AGING -> {
                surveying.begin(place);
                yield true;
            }
            case STALE ->
                Surveying.ended(surveying.begin(place), settings.patience()) && surveys.age(place) != Age.STALE;
        };
    }
}
