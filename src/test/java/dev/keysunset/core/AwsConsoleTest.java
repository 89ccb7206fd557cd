package dev.keysunset.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keysunset.core.AwsConsole.Part;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where AWS's own console shows what was found. */
class AwsConsoleTest {
    private static final String VOLUME = "arn:aws:ec2:us-east-1:111122223333:volume/vol-1";
    private static final URI PAGE = URI.create(
            "https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#VolumeDetails:volumeId=vol-1");

    @ParameterizedTest
    @CsvSource({
        "ec2:us-east-1:111122223333:volume/vol-1, /ec2/home?region=us-east-1#VolumeDetails:volumeId=vol-1",
        "ec2:us-east-1::snapshot/snap-1, /ec2/home?region=us-east-1#SnapshotDetails:snapshotId=snap-1",
        "rds:us-east-1:111122223333:db:ledger, /rds/home?region=us-east-1#database:id=ledger;is-cluster=false",
        "rds:us-east-1:111122223333:cluster:ledger, /rds/home?region=us-east-1#database:id=ledger;is-cluster=true",
        "dynamodb:us-east-1:111122223333:table/orders, /dynamodbv2/home?region=us-east-1#table?name=orders",
        "secretsmanager:us-east-1:111122223333:secret:app/db-AbCdEf, /secretsmanager/secret?name=app%2Fdb&region=us-east-1",
        "ssm:us-east-1:111122223333:parameter/app/token, /systems-manager/parameters/app/token/description?region=us-east-1",
        "lambda:us-east-1:111122223333:function:thumbnails, /lambda/home?region=us-east-1#/functions/thumbnails",
        "logs:us-east-1:111122223333:log-group:/app/orders, /cloudwatch/home?region=us-east-1#logsV2:log-groups/log-group/$252Fapp$252Forders",
        "sqs:us-east-1:111122223333:orders, /sqs/v3/home?region=us-east-1#/queues/https%3A%2F%2Fsqs.us-east-1.amazonaws.com%2F111122223333%2Forders",
        "sns:us-east-1:111122223333:alarms, /sns/v3/home?region=us-east-1#/topic/arn:aws:sns:us-east-1:111122223333:alarms",
        "ecr:us-east-1:111122223333:repository/team/app, /ecr/repositories/private/111122223333/team/app?region=us-east-1",
        "redshift:us-east-1:111122223333:cluster:dwh, /redshiftv2/home?region=us-east-1#/cluster-details?cluster=dwh",
        "elasticfilesystem:us-east-1:111122223333:file-system/fs-1, /efs/home?region=us-east-1#/file-systems/fs-1",
        "backup:us-east-1:111122223333:backup-vault:daily, /backup/home?region=us-east-1#/backupvaults/details/daily",
        "kinesis:us-east-1:111122223333:stream/clicks, /kinesis/home?region=us-east-1#/streams/details/clicks/monitoring",
        "eks:us-east-1:111122223333:cluster/shop, /eks/home?region=us-east-1#/clusters/shop",
        "kms:us-east-1:111122223333:key/0a1b2c3d, /kms/home?region=us-east-1#/kms/keys/0a1b2c3d"
    })
    void knowsThePageOfEachKind(String arn, String address) {
        assertThat(AwsConsole.page("arn:aws:" + arn))
                .contains(URI.create("https://us-east-1.console.aws.amazon.com" + address));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::shop-exports, https://console.aws.amazon.com/s3/buckets/shop-exports",
        "arn:aws-cn:s3:::shop-exports, https://console.amazonaws.cn/s3/buckets/shop-exports",
        "arn:aws-us-gov:s3:::shop-exports, https://console.amazonaws-us-gov.com/s3/buckets/shop-exports",
        "arn:aws-cn:sqs:cn-north-1:111122223333:orders, https://cn-north-1.console.amazonaws.cn/sqs/v3/home?region=cn-north-1#/queues/https%3A%2F%2Fsqs.cn-north-1.amazonaws.com.cn%2F111122223333%2Forders",
        "arn:aws-us-gov:dynamodb:us-gov-west-1:111122223333:table/orders, https://us-gov-west-1.console.amazonaws-us-gov.com/dynamodbv2/home?region=us-gov-west-1#table?name=orders"
    })
    void goesToTheConsoleOfThePartition(String arn, String address) {
        assertThat(AwsConsole.page(arn)).contains(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vol-1",
                "arn:aws:kafka:us-east-1:111122223333:cluster/orders/1",
                "arn:aws:ec2:us-east-1:111122223333:instance/i-1",
                "arn:aws-iso:s3:::shop-exports",
                "arn:aws:s3:us-east-1.evil.example/:111122223333:shop",
                "AWS::Kinesis::Stream clicks"
            })
    void hasNoPageForWhatItDoesNotKnow(String arn) {
        assertThat(AwsConsole.page(arn)).isEmpty();
    }

    /** A name is no way out of the address: it is data there, whatever stands in it. */
    @Test
    void encodesWhateverStandsInAName() {
        assertThat(AwsConsole.page("arn:aws:dynamodb:us-east-1:111122223333:table/a\"><script>&b=#?%2F+ü"))
                .contains(URI.create(
                        "https://us-east-1.console.aws.amazon.com/dynamodbv2/home?region=us-east-1#table?name="
                                + "a%22%3E%3Cscript%3E%26b%3D%23%3F%252F%2B%C3%BC"));
    }

    @Test
    void findsThemInASentenceAndLeavesTheRestAsItIs() {
        var sentence = "EBS volumes name it: " + VOLUME + " (in-use), " + VOLUME + ". An attached volume works on.";
        assertThat(AwsConsole.parts(sentence))
                .containsExactly(
                        new Part("EBS volumes name it: ", Optional.empty()),
                        new Part(VOLUME, Optional.of(PAGE)),
                        new Part(" (in-use), ", Optional.empty()),
                        new Part(VOLUME, Optional.of(PAGE)),
                        new Part(". An attached volume works on.", Optional.empty()));
        assertThat(AwsConsole.parts("Nothing.")).isEqualTo(List.of(new Part("Nothing.", Optional.empty())));
    }
}
