package dev.keysunset.standin.permission;

import dev.keysunset.standin.wire.Call;

/**
 * The resource that a call is about, where that is not a key: as policies name it and denials write it. Service
 * Authorization Reference, "Actions, resources, and condition keys for AWS services".
 */
final class Resources {
    private static final String ANY = "*";

    private Resources() {}

    static String of(Call call) {
        return switch (call.service()) {
            case LOGS ->
                call.text("logGroupName").map(group -> logs(call, group)).orElse(ANY);
            case CLOUDTRAIL ->
                call.text("Name").map(trail -> arn(call, "trail/" + trail)).orElse(ANY);
            case EVENTS ->
                call.text("Rule")
                        .or(() -> call.text("Name"))
                        .map(rule -> arn(call, "rule/" + rule))
                        .orElse(ANY);
            case SQS ->
                call.text("QueueUrl")
                        .map(url -> arn(call, url.substring(url.lastIndexOf('/') + 1)))
                        .orElse(ANY);
            case SNS -> call.text("TopicArn").orElse(ANY);
            case STS -> call.text("RoleArn").orElse(ANY);
            case DYNAMODB ->
                call.text("TableName").map(table -> arn(call, "table/" + table)).orElse(ANY);
            case IAM -> call.text("PolicySourceArn").orElse(ANY);
            case ATHENA -> arn(call, "workgroup/" + call.text("WorkGroup").orElse("primary"));
            case S3 ->
                call.text("Bucket").map(bucket -> "arn:aws:s3:::" + bucket).orElse(ANY);
            case KMS, EC2, RDS, SECRETSMANAGER, SSM, ECR, LAMBDA, EFS, BACKUP, CONFIG, REDSHIFT -> ANY;
        };
    }

    /** Read as: the group's streams, of which the request names none. */
    private static String logs(Call call, String group) {
        return arn(call, "log-group:" + group + ":log-stream:");
    }

    /** The name may be an ARN already. */
    private static String arn(Call call, String name) {
        var within = name.indexOf("arn:");
        return within >= 0
                ? name.substring(within)
                : String.join(
                        ":",
                        "arn:aws",
                        call.service().prefix(),
                        call.region(),
                        call.caller().account().orElse(""),
                        name);
    }
}
