package dev.keysunset.standin.holding;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of resources there are, by their names in AWS CloudFormation. */
public enum HoldingType {
    VOLUME("AWS::EC2::Volume", "in-use"),
    SNAPSHOT("AWS::EC2::Snapshot", "completed"),
    DB_INSTANCE("AWS::RDS::DBInstance", "available"),
    DB_CLUSTER("AWS::RDS::DBCluster", "available"),
    TABLE("AWS::DynamoDB::Table", "ACTIVE"),
    SECRET("AWS::SecretsManager::Secret", ""),
    PARAMETER("AWS::SSM::Parameter", ""),
    FUNCTION("AWS::Lambda::Function", ""),
    BUCKET("AWS::S3::Bucket", ""),
    REPOSITORY("AWS::ECR::Repository", ""),
    REDSHIFT_CLUSTER("AWS::Redshift::Cluster", "available"),
    FILE_SYSTEM("AWS::EFS::FileSystem", "available"),
    BACKUP_VAULT("AWS::Backup::BackupVault", ""),
    STREAM("AWS::Kinesis::Stream", ""),
    KAFKA_CLUSTER("AWS::MSK::Cluster", ""),
    KUBERNETES_CLUSTER("AWS::EKS::Cluster", "");

    private final String awsName;
    private final String usualStatus;

    HoldingType(String awsName, String usualStatus) {
        this.awsName = awsName;
        this.usualStatus = usualStatus;
    }

    public static Optional<HoldingType> ofAws(String name) {
        return Arrays.stream(values()).filter(type -> type.awsName.equals(name)).findFirst();
    }

    public String awsName() {
        return awsName;
    }

    /** The status of one that is in use and well, in the service's words; empty where the service tells none. */
    public String usualStatus() {
        return usualStatus;
    }
}
