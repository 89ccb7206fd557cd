package dev.keysunset.standin.wire;

import java.util.Arrays;
import java.util.Optional;

/** The AWS services spoken here. */
public enum Service {
    KMS("kms", Wire.JSON_1_1, "TrentService"),
    CLOUDTRAIL("cloudtrail", Wire.JSON_1_1, "CloudTrail_20131101"),
    LOGS("logs", Wire.JSON_1_1, "Logs_20140328"),
    EVENTS("events", Wire.JSON_1_1, "AWSEvents"),
    SQS("sqs", Wire.QUERY_COMPATIBLE_JSON, "AmazonSQS"),
    SNS("sns", Wire.QUERY, "http://sns.amazonaws.com/doc/2010-03-31/"),
    STS("sts", Wire.QUERY, "https://sts.amazonaws.com/doc/2011-06-15/"),
    EC2("ec2", Wire.EC2_QUERY, "http://ec2.amazonaws.com/doc/2016-11-15/"),
    RDS("rds", Wire.QUERY, "http://rds.amazonaws.com/doc/2014-10-31/"),
    DYNAMODB("dynamodb", Wire.JSON_1_0, "DynamoDB_20120810"),
    SECRETSMANAGER("secretsmanager", Wire.JSON_1_1, "secretsmanager"),
    SSM("ssm", Wire.JSON_1_1, "AmazonSSM"),
    ECR("ecr", Wire.JSON_1_1, "AmazonEC2ContainerRegistry_V20150921"),
    ATHENA("athena", Wire.JSON_1_1, "AmazonAthena"),
    LAMBDA("lambda", Wire.REST_JSON, "2015-03-31"),
    S3("s3", Wire.REST_XML, "http://s3.amazonaws.com/doc/2006-03-01/"),
    EFS("elasticfilesystem", Wire.REST_JSON, "2015-02-01"),
    BACKUP("backup", Wire.REST_JSON, "2018-11-15"),
    CONFIG("config", Wire.JSON_1_1, "StarlingDoveService"),
    REDSHIFT("redshift", Wire.QUERY, "http://redshift.amazonaws.com/doc/2012-12-01/"),
    IAM("iam", Wire.QUERY, "https://iam.amazonaws.com/doc/2010-05-08/");

    /** How a service writes requests and answers. */
    public enum Wire {
        JSON_1_0,
        JSON_1_1,
        /** JSON 1.0 for those who name their operation in a header, AWS Query for all others. */
        QUERY_COMPATIBLE_JSON,
        QUERY,
        EC2_QUERY,
        REST_JSON,
        REST_XML;

        /** Whether answers are XML; the codes of common errors differ with it. */
        public boolean answersXml() {
            return this == QUERY || this == EC2_QUERY || this == REST_XML;
        }

        /** Whether method and path say what is asked for. */
        public boolean rest() {
            return this == REST_JSON || this == REST_XML;
        }
    }

    private final String prefix;
    private final Wire wire;
    private final String name;

    Service(String prefix, Wire wire, String name) {
        this.prefix = prefix;
        this.wire = wire;
        this.name = name;
    }

    public Wire wire() {
        return wire;
    }

    /** The XML namespace of a service that {@link Wire#answersXml() answers XML}. */
    public String namespace() {
        return name;
    }

    /** The service that a signature's credential scope names. */
    public static Optional<Service> ofScope(String name) {
        return Arrays.stream(values())
                .filter(service -> service.prefix.equals(name))
                .findFirst();
    }

    /** The service whose requests in a query protocol say this version. */
    public static Optional<Service> ofVersion(String version) {
        return Arrays.stream(values())
                .filter(service -> service.wire.answersXml() && service.name.endsWith("/" + version + "/"))
                .findFirst();
    }

    /** The name in IAM actions and in the credential scope of a signature. */
    public String prefix() {
        return prefix;
    }

    /** What a policy allows to let an operation be called (Service Authorization Reference). In S3 the two have names of their own. */
    public String permission(String operation) {
        var named = this != S3
                ? operation
                : switch (operation) {
                    case "ListBuckets" -> "ListAllMyBuckets";
                    case "GetBucketEncryption" -> "GetEncryptionConfiguration";
                    default -> operation;
                };
        return prefix + ":" + named;
    }

    public String eventSource() {
        return prefix + ".amazonaws.com";
    }

    /**
     * The service an {@code X-Amz-Target} header names. SDKs differ in the package they put before CloudTrail's name, so
     * only the last word before the operation counts.
     */
    public static Optional<Service> ofTarget(String header) {
        var name = header.substring(0, Math.max(0, header.lastIndexOf('.')));
        var lastWord = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(service -> !service.wire.answersXml() && service.name.equals(lastWord))
                .findFirst();
    }

    /** What the header asks for: the operation. */
    public static String action(String header) {
        return header.substring(header.lastIndexOf('.') + 1);
    }
}
