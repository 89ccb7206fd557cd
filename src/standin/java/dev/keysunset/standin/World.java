package dev.keysunset.standin;

import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.control.CallsView;
import dev.keysunset.standin.control.ClockControl;
import dev.keysunset.standin.control.ControlApi;
import dev.keysunset.standin.control.FaultControl;
import dev.keysunset.standin.control.KeysControl;
import dev.keysunset.standin.control.TrailControl;
import dev.keysunset.standin.fault.Faults;
import dev.keysunset.standin.fleet.Application;
import dev.keysunset.standin.fleet.Fleet;
import dev.keysunset.standin.http.AwsDoor;
import dev.keysunset.standin.kms.Kms;
import dev.keysunset.standin.kms.KmsSettings;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.logs.LogsOperations;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.TableService;
import dev.keysunset.standin.permission.TrailingDays;
import dev.keysunset.standin.sts.Credentials;
import dev.keysunset.standin.sts.StsOperations;
import dev.keysunset.standin.sts.TrustedRole;
import dev.keysunset.standin.trail.CloudTrailOperations;
import dev.keysunset.standin.trail.Delays;
import dev.keysunset.standin.trail.Trail;
import dev.keysunset.standin.wire.CallLog;
import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Ids;
import dev.keysunset.standin.wire.RateLimit;
import dev.keysunset.standin.wire.Service;
import java.time.Instant;
import java.util.Map;

/** Everything behind the door, put together. */
final class World {
    /** When GetKeyLastUsage began to record. AWS KMS API Reference, "GetKeyLastUsage"; the day as reported. */
    private static final Instant TRACKING_START = Instant.parse("2026-04-23T00:00:00Z");

    private static final String HUB_ACCOUNT = "777788889999";
    private static final String LOG_GROUP = "/aws/cloudtrail/management";
    private static final TrustedRole MEMBER_ROLE = new TrustedRole("KeysunsetMember", "keysunset-demo");

    private final DomainClock clock;
    private final CallLog callLog = new CallLog();
    private final Faults faults = new Faults();
    private final Credentials credentials;
    private final Ids ids;
    private final Trail trail;
    private final Kms kms;
    private final Gateway gateway;
    private final Application application;
    private final Fleet fleet;

    World(StandInOptions options) {
        var real = StandInOptions.realTime();
        var seed = options.seed();
        clock = new DomainClock(real, options.startAt().orElseGet(real::instant), options.rate());
        ids = new Ids(seed);
        credentials = new Credentials(real, HUB_ACCOUNT);
        var logGroups = new LogGroups(LOG_GROUP);
        trail = new Trail(clock, ids, new Delays(seed), logGroups);
        var authorizer = new Authorizer(clock, new TrailingDays(TRACKING_START));
        var kmsSettings = new KmsSettings(seed, TRACKING_START, options.aws().pendingAsDisabled());
        kms = new Kms(clock, trail, ids, authorizer, kmsSettings);
        var lookups = new RateLimit(real, options.aws().lookupsPerSecond());
        var cloudTrail = new CloudTrailOperations(clock, trail, logGroups, lookups);
        var logs = new LogsOperations(clock, logGroups, seed);
        var sts = new StsOperations(clock, real, credentials, MEMBER_ROLE, ids);
        gateway = new Gateway(
                clock,
                callLog,
                Map.of(
                        Service.KMS, kms.service(),
                        Service.CLOUDTRAIL, new TableService(authorizer, cloudTrail.table()),
                        Service.LOGS, new TableService(authorizer, logs.table()),
                        Service.STS, new TableService(authorizer, sts.table())));
        application = new Application(clock, kms.store(), gateway, ids);
        fleet = new Fleet(clock, kms, application, TRACKING_START, ids);
    }

    DomainClock clock() {
        return clock;
    }

    Fleet fleet() {
        return fleet;
    }

    Application application() {
        return application;
    }

    Faults faults() {
        return faults;
    }

    CallLog callLog() {
        return callLog;
    }

    Trail trail() {
        return trail;
    }

    AwsDoor door() {
        return new AwsDoor(credentials, faults, gateway, ids);
    }

    ControlApi control() {
        return new ControlApi(
                new ClockControl(clock),
                new CallsView(callLog),
                new KeysControl(kms.store(), fleet, application),
                new FaultControl(faults),
                new TrailControl(trail));
    }
}
