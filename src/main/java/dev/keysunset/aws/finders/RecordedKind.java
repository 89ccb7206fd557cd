package dev.keysunset.aws.finders;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kinds of resources that AWS Config records and no other finder looks for, and which property names their key: the one table of
 * them. Properties as awslabs/aws-config-resource-schema lists them for queries; their case differs from kind to kind.
 */
enum RecordedKind {
    BROKER("AWS::AmazonMQ::Broker", "configuration.EncryptionOptions.KmsKeyId"),
    WORKGROUP(
            "AWS::Athena::WorkGroup",
            "configuration.WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey"),
    TRAIL("AWS::CloudTrail::Trail", "configuration.kmsKeyId"),
    BUILD_PROJECT("AWS::CodeBuild::Project", "configuration.encryptionKey"),
    REPLICATION_INSTANCE("AWS::DMS::ReplicationInstance", "configuration.KmsKeyId"),
    KUBERNETES_CLUSTER("AWS::EKS::Cluster", "configuration.EncryptionConfig.Provider.KeyArn"),
    ELASTICSEARCH_DOMAIN("AWS::Elasticsearch::Domain", "configuration.encryptionAtRestOptions.kmsKeyId"),
    STREAM("AWS::Kinesis::Stream", "configuration.StreamEncryption.KeyId"),
    KAFKA_CLUSTER("AWS::MSK::Cluster", "configuration.EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId"),
    OPENSEARCH_DOMAIN("AWS::OpenSearch::Domain", "configuration.EncryptionAtRestOptions.KmsKeyId"),
    NOTEBOOK("AWS::SageMaker::NotebookInstance", "configuration.KmsKeyId"),
    WORKSPACE("AWS::WorkSpaces::Workspace", "configuration.VolumeEncryptionKey");

    private final String resourceType;
    private final String property;

    RecordedKind(String resourceType, String property) {
        this.resourceType = resourceType;
        this.property = property;
    }

    static Optional<RecordedKind> of(String resourceType) {
        return Stream.of(values())
                .filter(kind -> kind.resourceType.equals(resourceType))
                .findFirst();
    }

    /** Its name in AWS Config and AWS CloudFormation. */
    String resourceType() {
        return resourceType;
    }

    /** What a query selects to learn the key. */
    String property() {
        return property;
    }

    /** The keys that an item names; on the way to them may be lists. */
    Stream<String> keys(JsonNode item) {
        var nodes = Stream.of(item);
        for (var member : property.split("\\.", -1)) {
            nodes = nodes.flatMap(RecordedKind::each).map(node -> node.path(member));
        }
        return nodes.flatMap(RecordedKind::each)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(key -> !key.isEmpty());
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream() : Stream.of(node);
    }
}
