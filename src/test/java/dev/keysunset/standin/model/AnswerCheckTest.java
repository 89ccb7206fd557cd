package dev.keysunset.standin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageRequest;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Which answers pass for AWS's, and which do not. */
class AnswerCheckTest {
    private static final String METADATA = """
        {"KeyMetadata":{"AWSAccountId":"111122223333","KeyId":"1234abcd-12ab-34cd-56ef-1234567890ab",
        "Arn":"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "CreationDate":1793523600.123,"Enabled":true,"Description":"","KeyUsage":"ENCRYPT_DECRYPT",
        "KeyState":"Enabled","Origin":"AWS_KMS","KeyManager":"CUSTOMER","MultiRegion":false,
        "CustomerMasterKeySpec":"SYMMETRIC_DEFAULT","KeySpec":"SYMMETRIC_DEFAULT",
        "EncryptionAlgorithms":["SYMMETRIC_DEFAULT"]}}\
        """;

    private static final String ROLE = """
        <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId>
        <SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
        <Expiration>2026-11-02T10:00:00Z</Expiration></Credentials><AssumedRoleUser>
        <AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::111122223333:assumed-role/r/x</Arn>
        </AssumedRoleUser><PackedPolicySize>6</PackedPolicySize></AssumeRoleResult>
        <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleResponse>\
        """;

    @Test
    void acceptsWhatAWSSends() {
        assertThat(defects(DescribeKeyRequest.class, 200, METADATA)).isEmpty();
        assertThat(defects(DisableKeyRequest.class, 200, "")).isEmpty();
        assertThat(defects(AssumeRoleRequest.class, 200, ROLE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        "Description":"" => "Description":"","description":"" => KeyMetadata.description is no member of KeyMetadata
        "Origin":"AWS_KMS", => ''                      => KeyMetadata.Origin is missing; AWS always sends it in KeyMetadata
        1793523600.123      => "2026-11-01T09:00:00Z"  => KeyMetadata.CreationDate should be a number of seconds since the epoch, not "2026-11-01T09:00:00Z"
        1793523600.123      => 1793523600123           => KeyMetadata.CreationDate should be a number of seconds since the epoch, not 1793523600123
        "Enabled":true      => "Enabled":"true"        => KeyMetadata.Enabled should be true or false, not "true"
        "Enabled":true      => "Enabled":null          => KeyMetadata.Enabled is null; AWS leaves out what is not there
        "Description":""    => "Description":7         => KeyMetadata.Description should be a text, not 7
        "KeyState":"Enabled" => "KeyState":"ENABLED"   => KeyMetadata.KeyState is ENABLED, which KeyState does not have
        ["SYMMETRIC_DEFAULT"] => ["SYMMETRIC"]         => KeyMetadata.EncryptionAlgorithms is SYMMETRIC, which EncryptionAlgorithmSpec does not have
        ["SYMMETRIC_DEFAULT"] => "SYMMETRIC_DEFAULT"   => KeyMetadata.EncryptionAlgorithms should be a list, not "SYMMETRIC_DEFAULT"
        """)
    void findsWhatIsWrongInAStructure(String right, String wrong, String defect) {
        assertThat(METADATA).contains(right);
        assertThat(defects(DescribeKeyRequest.class, 200, METADATA.replace(right, wrong)))
                .containsExactly(defect);
    }

    @Test
    void findsAListOfSomethingElse() {
        assertThat(defects(ListKeysRequest.class, 200, "{'Keys':['a'],'Truncated':false}"))
                .containsExactly("Keys[0] should be the structure KeyListEntry, not \"a\"");
        assertThat(defects(ListKeysRequest.class, 200, "{'Keys':[]}"))
                .containsExactly("Truncated is missing; AWS always sends it in ListKeysResponse");
        assertThat(defects(ListKeysRequest.class, 200, "[]"))
                .containsExactly("The body should be the structure ListKeysResponse, not []");
    }

    @Test
    void wantsTheEmptyStructureOfAKeyThatWasNeverUsed() {
        var body = "{'KeyId':'k',%s'TrackingStartDate':1793523600,'KeyCreationDate':1793523600}";
        assertThat(defects(GetKeyLastUsageRequest.class, 200, body.formatted("'KeyLastUsage':{},")))
                .isEmpty();
        assertThat(defects(GetKeyLastUsageRequest.class, 200, body.formatted("")))
                .containsExactly("KeyLastUsage is missing; AWS always sends it in GetKeyLastUsageResponse");
    }

    @Test
    void wantsBlobsInBase64() {
        var body = "{'CiphertextBlob':'%s','KeyId':'k','EncryptionAlgorithm':'SYMMETRIC_DEFAULT'}";
        assertThat(defects(EncryptRequest.class, 200, body.formatted("AQID"))).isEmpty();
        assertThat(defects(EncryptRequest.class, 200, body.formatted("not base 64")))
                .containsExactly("CiphertextBlob should be base 64, not \"not base 64\"");
    }

    @Test
    void wantsTheMillisecondsOfLogEvents() {
        var body = "{'events':[{'logStreamName':'s','timestamp':%s,'message':'{}','ingestionTime':1793523600123,"
                + "'eventId':'1'}]}";
        assertThat(defects(FilterLogEventsRequest.class, 200, body.formatted("1793523600000")))
                .isEmpty();
        assertThat(defects(FilterLogEventsRequest.class, 200, body.formatted("1793523600")))
                .containsExactly("events[0].timestamp should be milliseconds since the epoch, not 1793523600");
        assertThat(defects(FilterLogEventsRequest.class, 200, body.formatted("'1793523600000'")))
                .containsExactly("events[0].timestamp should be a whole number, not \"1793523600000\"");
    }

    @Test
    void wantsReadOnlyOfAnEventAsText() {
        var body = "{'Events':[{'EventId':'1','EventName':'Decrypt','ReadOnly':%s,'EventTime':1793523600,"
                + "'EventSource':'kms.amazonaws.com','Resources':[],'CloudTrailEvent':'{}'}]}";
        assertThat(defects(LookupEventsRequest.class, 200, body.formatted("'true'")))
                .isEmpty();
        assertThat(defects(LookupEventsRequest.class, 200, body.formatted("true")))
                .containsExactly("Events[0].ReadOnly should be a text, not true");
    }

    @Test
    void knowsTheKeysOfMaps() {
        assertThat(defects(GetQueueAttributesRequest.class, 200, "{'Attributes':{'VisibilityTimeout':'30'}}"))
                .isEmpty();
        assertThat(defects(GetQueueAttributesRequest.class, 200, "{'Attributes':{'Visibility':'30'}}"))
                .containsExactly("Attributes is Visibility, which QueueAttributeName does not have");
        assertThat(defects(GetQueueAttributesRequest.class, 200, "{'Attributes':{'VisibilityTimeout':30}}"))
                .containsExactly("Attributes.VisibilityTimeout should be a text, not 30");
    }

    @Test
    void excusesTheListsThatSQSLeavesOut() {
        var body = "{'Successful':[{'Id':'1','MessageId':'m','MD5OfMessageBody':'5'}]}";
        assertThat(defects(SendMessageBatchRequest.class, 200, body)).isEmpty();
        assertThat(defects(ReceiveMessageRequest.class, 200, "{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        2026-11-02T10:00:00Z           => 1793613600    => Credentials.Expiration should be a time as ISO 8601, not "1793613600"
        <PackedPolicySize>6</          => <PackedPolicySize>six</ => PackedPolicySize should be a whole number, not "six"
        <RequestId>1</RequestId>       => ''            => ResponseMetadata.RequestId is missing
        <AccessKeyId>ASIA</AccessKeyId> => ''           => Credentials.AccessKeyId is missing; AWS always sends it in Credentials
        <PackedPolicySize>6</PackedPolicySize> => <PackedSize>6</PackedSize> => PackedSize is no member of AssumeRoleResponse
        """)
    void findsWhatIsWrongInXml(String right, String wrong, String defect) {
        assertThat(ROLE).contains(right);
        assertThat(defects(AssumeRoleRequest.class, 200, ROLE.replace(right, wrong)))
                .containsExactly(defect);
    }

    @Test
    void findsXmlOfAnotherOperation() {
        assertThat(defects(PublishRequest.class, 200, ROLE))
                .containsExactly(
                        "The body should be a PublishResponse, not a AssumeRoleResponse", "PublishResult is missing");
        assertThat(defects(PublishRequest.class, 200, "{}"))
                .singleElement()
                .satisfies(defect -> assertThat(defect).startsWith("The body cannot be read: Not XML"));
    }

    @Test
    void readsListsInXml() {
        var body = """
            <ListTopicsResponse><ListTopicsResult><Topics><%1$s><TopicArn>a</TopicArn></%1$s></Topics></ListTopicsResult>\
            <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></ListTopicsResponse>\
            """;
        assertThat(defects(ListTopicsRequest.class, 200, body.formatted("member")))
                .isEmpty();
        assertThat(defects(ListTopicsRequest.class, 200, body.formatted("Topic")))
                .containsExactly("Topics should be a list, not \"<Topic> where a list has <member>\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'__type':'DisabledException','message':'k is disabled.'}",
                "{'__type':'KMSInvalidStateException','message':'k is pending deletion.'}",
                "{'__type':'com.amazonaws.kms#NotFoundException','message':'no'}",
                "{'__type':'AccessDeniedException','Message':'User is not authorized'}",
                "{'__type':'InvalidCiphertextException'}"
            })
    void acceptsTheErrorsOfTheService(String body) {
        assertThat(defects(DescribeKeyRequest.class, 400, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
        400 => {'__type':'KeyDisabledException','message':'x'} => 'KeyDisabledException' is no error of kms
        400 => {'code':'DisabledException','message':'x'}      => '' is no error of kms
        409 => {'__type':'DisabledException','message':'x'}    => DisabledException should come with the status [400], not 409
        400 => {'__type':'KMSInternalException','message':'x'} => KMSInternalException should come with the status [500], not 400
        400 => {'__type':'DisabledException'}                  => DisabledException has no message
        403 => {'__type':'AccessDeniedException','Message':'x'} => AccessDeniedException should come with the status [400], not 403
        """)
    void findsErrorsThatTheServiceDoesNotHave(int status, String body, String defect) {
        assertThat(defects(DescribeKeyRequest.class, status, body)).contains(defect);
    }

    @Test
    void knowsTheErrorsOfEachService() {
        var notFound = "{'__type':'ResourceNotFoundException','message':'x'}";
        assertThat(defects(PutRuleRequest.class, 400, notFound)).isEmpty();
        assertThat(defects(DescribeKeyRequest.class, 400, notFound)).hasSize(1);
        var denied = "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>x</Message></Error>"
                + "<RequestId>1</RequestId></ErrorResponse>";
        assertThat(defects(AssumeRoleRequest.class, 403, denied.formatted("AccessDenied")))
                .isEmpty();
        assertThat(defects(AssumeRoleRequest.class, 400, denied.formatted("MalformedPolicyDocument")))
                .isEmpty();
        assertThat(defects(AssumeRoleRequest.class, 400, denied.formatted("Malformed")))
                .containsExactly("'Malformed' is no error of sts");
    }

    /** A misspelt name in the list would ask for a member that nobody can send. */
    @Test
    void asksOnlyForMembersThatTheModelsHave() {
        AlwaysSent.MEMBERS.forEach((shape, members) -> assertThat(shapes(shape))
                .as(shape)
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.members()).containsKeys(members.toArray(String[]::new))));
    }

    private static List<Shape> shapes(String name) {
        return List.<Class<? extends SdkRequest>>of(
                        DescribeKeyRequest.class,
                        LookupEventsRequest.class,
                        FilterLogEventsRequest.class,
                        StartQueryExecutionRequest.class,
                        PutRuleRequest.class,
                        ReceiveMessageRequest.class,
                        PublishRequest.class,
                        AssumeRoleRequest.class,
                        DescribeVolumesRequest.class,
                        ListTablesRequest.class)
                .stream()
                .flatMap(service -> new Operation(service).shape(name).stream())
                .toList();
    }

    private static List<String> defects(Class<? extends SdkRequest> request, int status, String body) {
        return AnswerCheck.defects(new Operation(request), status, body.replace('\'', '"'));
    }
}
