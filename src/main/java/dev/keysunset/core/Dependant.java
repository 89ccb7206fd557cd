package dev.keysunset.core;

/**
 * A resource of an AWS service that names a key: what it holds can be read only as long as the key can be used.
 *
 * @param arn the resource's own ARN
 * @param status in AWS's words, such as {@code in-use} or {@code ACTIVE}; empty where it has none
 */
public record Dependant(Type type, String arn, String status) {

    /** AWS's word for a volume that is attached to an instance (EC2 API, Volume). */
    private static final String IN_USE = "in-use";

    /** How grave the disabling alone would be, before anything is deleted. */
    public Severity severity() {
        return switch (type) {
            case EBS_VOLUME -> status.equals(IN_USE) ? Severity.BLOCKER : Severity.WARNING;
            case DB_INSTANCE, DB_CLUSTER, DYNAMODB_TABLE -> Severity.BLOCKER;
            case EBS_SNAPSHOT,
                    SECRET,
                    PARAMETER,
                    FUNCTION,
                    LOG_GROUP,
                    QUEUE,
                    TOPIC,
                    BUCKET,
                    REPOSITORY,
                    REDSHIFT_CLUSTER,
                    FILE_SYSTEM,
                    BACKUP_VAULT,
                    RECORDED_RESOURCE -> Severity.WARNING;
        };
    }

    /** The kinds of resources that are looked for. */
    public enum Type {
        EBS_VOLUME(
                "EBS volumes",
                "An attached volume works on until its instance stops; without the key it is never attached again."),
        EBS_SNAPSHOT(
                "EBS snapshots",
                "Nothing is noticed until somebody restores a volume or starts an instance from one, maybe months later."),
        DB_INSTANCE(
                "RDS instances",
                "Without its key it stops, and after about seven days only a restore from a backup brings it back."),
        DB_CLUSTER(
                "Aurora clusters",
                "Without its key it stops, and after about seven days only a restore from a backup brings it back."),
        DYNAMODB_TABLE(
                "DynamoDB tables",
                "Without its key it becomes inaccessible within the hour, and after about seven days it is archived."),
        SECRET("Secrets Manager secrets", "Its value is not given out any more; callers that cache it notice late."),
        PARAMETER("SSM SecureString parameters", "Its value is not given out any more."),
        FUNCTION(
                "Lambda functions",
                "Its environment is decrypted when it starts cold: warm instances go on for hours, new ones fail."),
        LOG_GROUP("CloudWatch log groups", "What it holds cannot be read, and nothing new is taken in."),
        QUEUE("SQS queues", "Messages are neither taken nor given out once its data key has run out."),
        TOPIC("SNS topics", "Nothing is published through it any more."),
        BUCKET(
                "S3 buckets",
                "New objects are refused as long as the bucket names the key; those that were written under it cannot be read,"
                        + " here and in other buckets."),
        REPOSITORY("ECR repositories", "No image is pulled from it: deployments fail, and new nodes stay without."),
        REDSHIFT_CLUSTER("Redshift clusters", "It works on until it restarts, is resized or is restored."),
        FILE_SYSTEM(
                "EFS file systems", "Its files are neither read nor written any more, until the key is enabled again."),
        BACKUP_VAULT(
                "AWS Backup vaults",
                "New backups into it fail, and nothing is restored from it, which may be noticed only when it is needed."),
        /** Of many services, as AWS Config tells them of those that nobody asks here. */
        RECORDED_RESOURCE(
                "other resources that AWS Config records",
                "What becomes of it without the key, its service's guide tells.");

        private final String plural;
        private final String harm;

        Type(String plural, String harm) {
            this.plural = plural;
            this.harm = harm;
        }

        public String plural() {
            return plural;
        }

        /** Whether none found means that there is none. AWS Config lags, and knows only what its recorder is set for. */
        public boolean provesAbsence() {
            return this != RECORDED_RESOURCE;
        }

        /** What becomes of it when the key is disabled, as the guides of the services have it. */
        String harm() {
            return harm;
        }
    }
}
