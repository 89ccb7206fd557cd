package dev.keysunset.standin;

import dev.keysunset.standin.athena.AthenaBehaviour;
import dev.keysunset.standin.athena.AthenaOperations;
import dev.keysunset.standin.clock.DomainClock;
import dev.keysunset.standin.config.ConfigBehaviour;
import dev.keysunset.standin.config.ConfigOperations;
import dev.keysunset.standin.control.CallsView;
import dev.keysunset.standin.control.ClockControl;
import dev.keysunset.standin.control.ControlApi;
import dev.keysunset.standin.control.FaultControl;
import dev.keysunset.standin.control.FleetControl;
import dev.keysunset.standin.control.HoldingsControl;
import dev.keysunset.standin.control.IdentityControl;
import dev.keysunset.standin.control.KeysControl;
import dev.keysunset.standin.control.MessagesView;
import dev.keysunset.standin.control.OperationsView;
import dev.keysunset.standin.control.SettingsControl;
import dev.keysunset.standin.control.TrailControl;
import dev.keysunset.standin.control.WeatherControl;
import dev.keysunset.standin.events.EventBridge;
import dev.keysunset.standin.events.EventsBehaviour;
import dev.keysunset.standin.fault.Faults;
import dev.keysunset.standin.fault.RecordFaults;
import dev.keysunset.standin.fault.StaleKeys;
import dev.keysunset.standin.fault.Weather;
import dev.keysunset.standin.fleet.Application;
import dev.keysunset.standin.fleet.Fleet;
import dev.keysunset.standin.fleet.Past;
import dev.keysunset.standin.fleet.Wiring;
import dev.keysunset.standin.ground.Chance;
import dev.keysunset.standin.ground.Ground;
import dev.keysunset.standin.ground.Ids;
import dev.keysunset.standin.ground.Setting;
import dev.keysunset.standin.ground.Settings;
import dev.keysunset.standin.holding.BackupOperations;
import dev.keysunset.standin.holding.BucketOperations;
import dev.keysunset.standin.holding.DynamoDbOperations;
import dev.keysunset.standin.holding.Ec2Operations;
import dev.keysunset.standin.holding.FileSystemOperations;
import dev.keysunset.standin.holding.Holdings;
import dev.keysunset.standin.holding.LambdaOperations;
import dev.keysunset.standin.holding.ParametersOperations;
import dev.keysunset.standin.holding.RdsOperations;
import dev.keysunset.standin.holding.RedshiftOperations;
import dev.keysunset.standin.holding.RepositoriesOperations;
import dev.keysunset.standin.holding.SecretsOperations;
import dev.keysunset.standin.http.AwsDoor;
import dev.keysunset.standin.iam.IamOperations;
import dev.keysunset.standin.identity.Roles;
import dev.keysunset.standin.key.Alias;
import dev.keysunset.standin.key.Key;
import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.key.KeyState;
import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.kms.ConsistencyBehaviour;
import dev.keysunset.standin.kms.Kms;
import dev.keysunset.standin.kms.KmsBehaviour;
import dev.keysunset.standin.kms.Occurrences;
import dev.keysunset.standin.logs.LogGroups;
import dev.keysunset.standin.logs.LogsBehaviour;
import dev.keysunset.standin.logs.LogsOperations;
import dev.keysunset.standin.permission.Authorizer;
import dev.keysunset.standin.permission.Guardrails;
import dev.keysunset.standin.permission.TableService;
import dev.keysunset.standin.permission.TrailingDays;
import dev.keysunset.standin.queue.QueueBehaviour;
import dev.keysunset.standin.queue.Sqs;
import dev.keysunset.standin.quota.QuotaBehaviour;
import dev.keysunset.standin.quota.RequestQuotas;
import dev.keysunset.standin.signature.Authenticator;
import dev.keysunset.standin.signature.SignatureBehaviour;
import dev.keysunset.standin.storybook.Storyteller;
import dev.keysunset.standin.sts.Credentials;
import dev.keysunset.standin.sts.StsBehaviour;
import dev.keysunset.standin.sts.StsOperations;
import dev.keysunset.standin.topic.Sns;
import dev.keysunset.standin.trail.CloudTrailOperations;
import dev.keysunset.standin.trail.Trail;
import dev.keysunset.standin.trail.TrailBehaviour;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.AwsService;
import dev.keysunset.standin.wire.Call;
import dev.keysunset.standin.wire.CallLog;
import dev.keysunset.standin.wire.Gateway;
import dev.keysunset.standin.wire.Outcome;
import dev.keysunset.standin.wire.Resource;
import dev.keysunset.standin.wire.Service;
import dev.keysunset.standin.wire.Trace;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything behind the door, put together. */
final class World {
    private static final String HUB_ACCOUNT = "777788889999";
    private static final String LOG_GROUP = "/aws/cloudtrail/management";
    private static final String MEMBER_ROLE = "KeysunsetMember";
    private static final String EXTERNAL_ID = "keysunset-demo";

    private final Ground ground;
    private final CallLog callLog;
    private final Faults faults;
    private final Credentials credentials;
    private final Weather weather;
    private final Authenticator authenticator;
    private final Roles roles;
    private final Guardrails guardrails;
    private final Trail trail;
    private final Kms kms;
    private final Sqs queues;
    private final Sns topics;
    private final EventBridge events;
    private final Gateway gateway;
    private final Holdings holdings = new Holdings();
    private final Application application;
    private final Fleet fleet;
    private final Storyteller storyteller;

    World(StandInOptions options) {
        var real = options.realTime();
        var clock = new DomainClock(real, options.startAt().orElseGet(real::instant), options.rate());
        var settings = new Settings(settings(), options.settings());
        ground = new Ground(clock, settings, new Chance(options.seed()), new Ids(options.seed()));
        callLog = new CallLog(clock);
        faults = new Faults(clock, ground.chance());
        weather = new Weather(clock, faults);
        credentials = new Credentials(HUB_ACCOUNT, options.secret());
        authenticator = new Authenticator(credentials, settings, real);
        var logGroups = new LogGroups(ground, LOG_GROUP, this::whyUnusable);
        trail = new Trail(ground, logGroups, this::whyUnusable);
        trail.disturb(new RecordFaults(clock, faults));
        var trailingDays = new TrailingDays(() -> settings.get(KmsBehaviour.TRACKING_START));
        roles = new Roles(MEMBER_ROLE, EXTERNAL_ID);
        guardrails = new Guardrails(HUB_ACCOUNT);
        var authorizer = new Authorizer(clock, trailingDays, this::aliasNames, roles, guardrails);
        kms = new Kms(ground, occurrences(), authorizer, trailingDays, new StaleKeys(faults));
        var cloudTrail = new CloudTrailOperations(ground, trail, logGroups, this::whyUnusable);
        var logs = new LogsOperations(ground, logGroups);
        var sts = new StsOperations(ground, real, credentials, roles, authorizer);
        queues = new Sqs(ground, real, authorizer, this::answer);
        topics = new Sns(ground, authorizer, queues.deliveries());
        events = new EventBridge(ground, authorizer, queues.deliveries(), this::isUsable);
        trail.subscribe(events.router());
        var services = new EnumMap<Service, AwsService>(Service.class);
        services.put(Service.KMS, kms.service());
        services.put(Service.CLOUDTRAIL, new TableService(authorizer, cloudTrail.all()));
        services.put(Service.LOGS, new TableService(authorizer, logs.all()));
        services.put(Service.EVENTS, events.service());
        services.put(Service.SQS, queues.service());
        services.put(Service.SNS, topics.service());
        services.put(Service.STS, new TableService(sts::admit, sts.all()));
        services.put(Service.EC2, new TableService(authorizer, new Ec2Operations(holdings).all()));
        services.put(Service.RDS, new TableService(authorizer, new RdsOperations(holdings).all()));
        services.put(Service.DYNAMODB, new TableService(authorizer, new DynamoDbOperations(holdings).all()));
        services.put(Service.SECRETSMANAGER, new TableService(authorizer, new SecretsOperations(holdings).all()));
        services.put(Service.SSM, new TableService(authorizer, new ParametersOperations(holdings).all()));
        services.put(Service.LAMBDA, new TableService(authorizer, new LambdaOperations(holdings).all()));
        services.put(Service.S3, new TableService(authorizer, new BucketOperations(holdings).all()));
        services.put(Service.ATHENA, new TableService(authorizer, new AthenaOperations(ground, trail.files()).all()));
        services.put(Service.ECR, new TableService(authorizer, new RepositoriesOperations(holdings).all()));
        services.put(Service.EFS, new TableService(authorizer, new FileSystemOperations(holdings).all()));
        services.put(Service.BACKUP, new TableService(authorizer, new BackupOperations(holdings).all()));
        services.put(Service.CONFIG, new TableService(authorizer, new ConfigOperations(ground, holdings).all()));
        services.put(Service.REDSHIFT, new TableService(authorizer, new RedshiftOperations(holdings).all()));
        services.put(Service.IAM, new TableService(authorizer, new IamOperations(roles, authorizer).all()));
        gateway = new Gateway(services, new RequestQuotas(ground, real), callLog, trail);
        application = new Application(clock, kms.store(), gateway, ground.ids());
        var past = new Past(clock, application, trailingDays, trail, ground.ids());
        fleet = new Fleet(clock, kms, holdings, application, past);
        var wiring = new Wiring(clock, gateway, ground.ids());
        storyteller = new Storyteller(fleet, wiring, clock, ground.chance(), options.stories());
    }

    /** Everything that can be chosen. */
    static List<Setting<?>> settings() {
        return Stream.of(
                        KmsBehaviour.ALL,
                        ConsistencyBehaviour.ALL,
                        TrailBehaviour.ALL,
                        LogsBehaviour.ALL,
                        QuotaBehaviour.ALL,
                        SignatureBehaviour.ALL,
                        StsBehaviour.ALL,
                        QueueBehaviour.ALL,
                        EventsBehaviour.ALL,
                        AthenaBehaviour.ALL,
                        ConfigBehaviour.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** What a service is told that encrypts with a key. */
    private Optional<String> whyUnusable(String keyArn) {
        var key = KeyArn.parse(keyArn).flatMap(kms.store()::find);
        if (key.isEmpty()) {
            return Optional.of("NotFoundException: Key '" + keyArn + "' does not exist");
        }
        return switch (key.get().state()) {
            case ENABLED, UPDATING -> Optional.empty();
            case DISABLED -> Optional.of("DisabledException: " + keyArn + " is disabled.");
            case KeyState other ->
                Optional.of("KMSInvalidStateException: " + keyArn + " is in state " + other.awsName());
        };
    }

    /** Whether something in a place can be encrypted with a key of that place. */
    private boolean isUsable(Place place, String key) {
        var arn = key.startsWith("arn:") ? key : new KeyArn(place, key).toString();
        return whyUnusable(arn).isEmpty();
    }

    private Occurrences occurrences() {
        return new Occurrences() {
            @Override
            public void recorded(String eventName, KeyArn key, Map<String, String> details) {
                trail.recordServiceEvent(eventName, key, details);
            }

            @Override
            public void called(Call call, Answer answer, KeyArn key) {
                var trace = new Trace(Trace.Recording.WRITE, List.of(Resource.of(key)));
                trail.ended(call, new Outcome.Success(answer, trace));
            }

            @Override
            public void announced(String detailType, KeyArn key, Map<String, String> detail) {
                events.router().announce(detailType, key, detail);
            }
        };
    }

    Settings choices() {
        return ground.settings();
    }

    private List<String> aliasNames(Key key) {
        return kms.store().aliasesOf(key).stream().map(Alias::name).toList();
    }

    /** A call that a service makes for somebody. */
    private Outcome answer(Call call) {
        return gateway.answer(call);
    }

    /** Says under which address the outside reaches all this. */
    void reachableAt(URI endpoint) {
        queues.queues().reachableAt(endpoint);
    }

    DomainClock clock() {
        return ground.clock();
    }

    Fleet fleet() {
        return fleet;
    }

    Storyteller storyteller() {
        return storyteller;
    }

    Application application() {
        return application;
    }

    Holdings holdings() {
        return holdings;
    }

    Faults faults() {
        return faults;
    }

    Weather weather() {
        return weather;
    }

    CallLog callLog() {
        return callLog;
    }

    Trail trail() {
        return trail;
    }

    AwsDoor door() {
        return new AwsDoor(authenticator, faults, gateway, ground.ids());
    }

    ControlApi control() {
        return new ControlApi(List.of(
                new ClockControl(ground.clock()),
                new CallsView(callLog),
                new OperationsView(gateway),
                new KeysControl(kms.store(), application),
                new FleetControl(fleet, storyteller, ground),
                new HoldingsControl(ground.clock(), holdings),
                new FaultControl(ground.clock(), faults),
                new WeatherControl(ground.clock(), weather),
                new TrailControl(trail),
                new IdentityControl(roles, guardrails, credentials),
                new MessagesView(topics.topics(), events.router()),
                new SettingsControl(ground.settings())));
    }
}
