package dev.keysunset.aws;

import dev.keysunset.core.Feed;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How AWS is reached, and which accounts are open to the service. All durations are real time unless a property says otherwise. */
@ConfigMapping(prefix = "keysunset.aws")
public interface AwsSettings {
    /** One endpoint for every service, such as the stand-in's; without it each service is called at AWS's own regional endpoint. */
    Optional<URI> endpointOverride();

    /** The Region whose STS endpoint hands out all sessions; it must be enabled in the hub account. */
    @WithDefault("us-east-1")
    String hubRegion();

    /** The AWS partition all accounts are in, as it stands in ARNs: {@code aws}, {@code aws-cn}, {@code aws-us-gov}. */
    @WithDefault("aws")
    String partition();

    /** Fixed keys that may assume the member roles; without them the SDK's default chain is asked (instance, pod, profile …). */
    Optional<Credentials> credentials();

    /** The accounts the service may work in, by their 12-digit ids; it calls no other. */
    Map<String, Account> accounts();

    /** Tables in Athena over the files that trails deliver to S3, by names of your choosing: they tell of years. Without any, nothing is asked. */
    Map<String, Archive> archives();

    /**
     * After this long a call counts as unanswered. For an effect it holds for its session and its call together; keep it under
     * a third of a retirement's lease.
     */
    @WithDefault("PT5S")
    Duration callTimeout();

    /** How long opening a connection may take. */
    @WithDefault("PT2S")
    Duration connectTimeout();

    /** How many connections all accounts and Regions share; more calls than that wait for one. */
    @WithDefault("200")
    int maxConnections();

    /** How often a read is tried at most when it is throttled, answered by a server error or not answered. Effects: once. */
    @WithDefault("4")
    int readAttempts();

    /** The longest a read may take with all its waits and attempts; what is not answered by then is unreadable. */
    @WithDefault("PT20S")
    Duration readPatience();

    /** The upper end of the random pause before the second attempt of a read; it doubles with each further attempt. */
    @WithDefault("PT0.2S")
    Duration retryDelay();

    /**
     * How far, in domain time, a log group is read beyond the interval that is asked for. AWS does not document whether
     * CloudTrail stamps its log events with the time of the call or of the delivery; with this much more, both are covered.
     */
    @WithDefault("PT15M")
    Duration deliveryAllowance();

    /** The service's own limits, under AWS's quotas, which it shares with everybody else in the account. */
    Rates rates();

    /** Keys of an IAM user in the hub account. */
    interface Credentials {
        String accessKeyId();

        /** Never logged. */
        String secretAccessKey();
    }

    /** One account, reached through a role that trusts the hub account. */
    interface Account {
        /** What people call the account. */
        String name();

        /** The role to assume there; its trust policy must allow sts:AssumeRole and sts:SetSourceIdentity. */
        @WithDefault("KeysunsetMember")
        String roleName();

        /** The external id that the role's trust policy demands; without it none is sent. */
        Optional<String> externalId();

        /**
         * The Regions to work in; keys elsewhere are not seen. Without any the account has no keys for the service: name it so
         * only to hold the log group of other accounts.
         */
        Optional<List<String>> regions();

        /**
         * Where CloudTrail is read: {@code lookup} or {@code logs}, which prove, and {@code queue}, which is fast. Without one that
         * proves, no key here can be proven unused.
         */
        @WithDefault("lookup")
        Set<Feed.Kind> feeds();

        /** The log group in each Region that a trail of this account delivers to; required by the feed {@code logs}. */
        Optional<String> logGroupName();

        /** The Region of the one log group that holds the records of all this account's Regions, where one trail fills it. */
        Optional<String> logGroupRegion();

        /** The account that holds the log group, where a trail of the organisation fills one for all; configured as well. */
        Optional<String> logGroupAccountId();

        /**
         * ARNs of keys that stand disabled for no other purpose than canaries, one for each key usage and Region whose keys do not
         * let the role call them. They are called where no key under retirement can be.
         */
        Optional<List<String>> canaryKeys();

        /**
         * The URL of the queue that an EventBridge rule of this account fills; required by the feed {@code queue}. Where the
         * account has several Regions, {@code {region}} in it stands for each of them.
         */
        Optional<String> queueUrl();

        /** The URL of the queue that takes what was received too often from the other one; read as well, in the same way. */
        Optional<String> deadLetterQueueUrl();

        /** The EventBridge rule in each Region that fills the queue. */
        @WithDefault("keysunset")
        String ruleName();
    }

    /** One table over the files of one trail: an account's, or an organisation's. */
    interface Archive {
        /** The account whose Athena is asked, through its member role; configured as well. */
        String account();

        /** The Region whose Athena is asked. */
        String region();

        /** The accounts whose records the table holds; without any, all that are configured. */
        Optional<List<String>> accounts();

        /** The Regions whose records the table holds; without any, all. */
        Optional<List<String>> regions();

        /** The first day whose files the table reaches, such as 2021-06-01. A first query reads from there, and is billed for it. */
        LocalDate since();

        /** The workgroup that runs the queries. Its limit of bytes a query bounds what one may cost. */
        @WithDefault("primary")
        String workgroup();

        /** The data catalog that the database is in. */
        @WithDefault("AwsDataCatalog")
        String catalog();

        /** The database that the table is in. */
        String database();

        /** The table itself. */
        String table();

        /** Where Athena puts results, {@code s3://bucket/path/}; without it where the workgroup says. */
        Optional<String> outputLocation();

        /** The column by which accounts are apart: a partition, or {@code recipientaccountid} where there is none. */
        @WithDefault("account")
        String accountColumn();

        /** The column by which Regions are apart: a partition, or {@code awsregion} where there is none. */
        @WithDefault("region")
        String regionColumn();

        /** The partition by which days are apart. */
        @WithDefault("timestamp")
        String dayColumn();

        /** How a day is written there, as the table's projection has it. */
        @WithDefault("yyyy/MM/dd")
        String dayFormat();
    }

    /** Calls a second, per account, Region and API; fractions are allowed. */
    interface Rates {
        /** For each of ListKeys, DescribeKey, ListAliases, ListGrants, GetKeyPolicy and the like (quotas 100 to 2000). */
        @WithDefault("20")
        double keyReads();

        /** For each cryptographic operation that canaries are called with (quotas 1000 and more, shared with all users). */
        @WithDefault("2")
        double canaries();

        /** For GetKeyLastUsage (quota 5). */
        @WithDefault("1")
        double lastUsage();

        /** For each of DisableKey, EnableKey, CancelKeyDeletion (quota 5) and ScheduleKeyDeletion (quota 15). */
        @WithDefault("2")
        double stateChanges();

        /** For LookupEvents (quota 2, shared with every console user). */
        @WithDefault("0.5")
        double lookupEvents();

        /** For FilterLogEvents (quota 5, 10 or 25 by Region). */
        @WithDefault("2")
        double filterLogEvents();

        /**
         * For each call that looks at what a feed stands on: DescribeTrails, DescribeLogGroups, DescribeRule, GetQueueAttributes and
         * their like (quotas 5 and more).
         */
        @WithDefault("2")
        double footingReads();

        /**
         * For each call that looks for what hangs on a key and for the way back: DescribeVolumes, DescribeDBInstances, DescribeTable and
         * their like, SimulatePrincipalPolicy (quotas 5 and more, shared with the account's consoles and deployments).
         */
        @WithDefault("5")
        double dependantReads();

        /** For each of StartQueryExecution (quota 20), GetQueryExecution, GetQueryResults (quotas 100) and StopQueryExecution. */
        @WithDefault("2")
        double athenaCalls();

        /** For each of ReceiveMessage and DeleteMessageBatch, at both ends of a queue together (no quota). */
        @WithDefault("100")
        double queueCalls();
    }
}
