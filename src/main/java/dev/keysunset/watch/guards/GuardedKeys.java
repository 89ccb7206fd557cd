package dev.keysunset.watch.guards;

import dev.keysunset.core.KeyArn;
import dev.keysunset.core.Place;
import dev.keysunset.engine.WatchedKeys;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The feeds look for guarded keys beside the members of retirements; a key that is both belongs to its retirement. */
@Decorator
@Priority(Interceptor.Priority.APPLICATION)
abstract class GuardedKeys implements WatchedKeys {
    private final WatchedKeys members;
    private final GuardStore guards;

    GuardedKeys(@Delegate @Any WatchedKeys members, GuardStore guards) {
        this.members = members;
        this.guards = guards;
    }

    @Override
    public List<WatchedKey> at(Collection<Place> places) {
        var ours = members.at(places);
        var arns = ours.stream().map(WatchedKey::keyArn).collect(Collectors.<KeyArn>toSet());
        return Stream.concat(
                        ours.stream(), guards.at(places).stream().filter(guarded -> !arns.contains(guarded.keyArn())))
                .toList();
    }

    @Override
    public List<WatchedClass> classesAt(Collection<Place> places) {
        return guards.at(places).isEmpty() ? members.classesAt(places) : WatchedKeys.super.classesAt(places);
    }
}
