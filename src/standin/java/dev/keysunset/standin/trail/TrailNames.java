package dev.keysunset.standin.trail;

import dev.keysunset.standin.wire.AwsError;
import dev.keysunset.standin.wire.Call;

/** Finds the trail that a request names: by name in its own Region, by ARN from everywhere it covers. */
record TrailNames(Trails trails) {

    /**
     * The trail that is named.
     *
     * @throws AwsError a TrailNotFoundException
     */
    ConfiguredTrail find(Call call, String member) {
        var name = call.requiredText(member);
        return trails.covering(call.requiredPlace())
                .filter(trail -> trail.arn().equals(name)
                        || (trail.name().equals(name) && trail.home().equals(call.requiredPlace())))
                .findFirst()
                .orElseThrow(() -> new AwsError(
                        "TrailNotFoundException",
                        "Unknown trail: " + name + " for the user: "
                                + call.requiredPlace().account()));
    }

    /**
     * The trail that is named, for a change: that is done at home only.
     *
     * @throws AwsError if it has its home elsewhere, or is the organisation's
     */
    ConfiguredTrail findAtHome(Call call, String member) {
        var trail = find(call, member);
        if (!trail.home().account().equals(call.requiredPlace().account())) {
            throw new AwsError(
                    "NotOrganizationMasterAccountException",
                    "The trail " + trail.arn() + " can only be changed by the management account.");
        }
        if (!trail.home().region().equals(call.region())) {
            throw new AwsError(
                    "InvalidHomeRegionException",
                    "The trail " + trail.arn() + " must be changed in its home region "
                            + trail.home().region() + ".");
        }
        return trail;
    }
}
