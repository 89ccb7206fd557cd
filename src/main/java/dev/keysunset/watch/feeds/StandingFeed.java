package dev.keysunset.watch.feeds;

import dev.keysunset.watch.polling.Foothold;

/** A feed, and what it stands on as the looks so far have told. */
record StandingFeed(FeedRow row, Foothold foothold) {}
