package dev.keysunset.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** SQS as clients from before 2023 speak it: forms in, XML out, and the same queues behind it. */
class QueueQueryProtocolTest extends QueueFixture {

    @Test
    void keepsOneSetOfQueuesForBothProtocols() throws Exception {
        var created = post(
                "/",
                Map.of(
                        "Action", "CreateQueue",
                        "QueueName", "feed",
                        "Attribute.1.Name", "VisibilityTimeout",
                        "Attribute.1.Value", "0"));
        var url = standIn.endpoint() + "/" + ACCOUNT + "/feed";
        assertThat(created.body())
                .startsWith("<CreateQueueResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"
                        + "<CreateQueueResult><QueueUrl>" + url + "</QueueUrl></CreateQueueResult>");
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("from JSON"));
        assertThat(post("/", Map.of("Action", "ReceiveMessage", "QueueUrl", url))
                        .body())
                .contains("<Message><MessageId>")
                .contains("<Body>from JSON</Body>");
        assertThat(post("/", Map.of("Action", "ListQueues")).body()).contains("<QueueUrl>" + url + "</QueueUrl>");
    }

    @Test
    void answersToThePathOfAQueue() throws Exception {
        var url = queue("feed");
        var path = "/" + ACCOUNT + "/feed";
        var sent = post(
                path,
                Map.of(
                        "Action", "SendMessage",
                        "MessageBody", "a & b",
                        "MessageAttribute.1.Name", "kind",
                        "MessageAttribute.1.Value.DataType", "String",
                        "MessageAttribute.1.Value.StringValue", "alarm"));
        var received = receive(url).getFirst();
        assertThat(received.body()).isEqualTo("a & b");
        assertThat(received.messageAttributes()).containsOnlyKeys("kind");
        assertThat(sent.body())
                .contains("<MD5OfMessageAttributes>" + received.md5OfMessageAttributes() + "</MD5OfMessageAttributes>");
    }

    @Test
    void showsMessagesWithTheirAttributesFlat() throws Exception {
        var url = queue("feed");
        post(
                "/",
                Map.of(
                        "Action",
                        "SendMessage",
                        "QueueUrl",
                        url,
                        "MessageBody",
                        "<x/>",
                        "MessageAttribute.1.Name",
                        "kind",
                        "MessageAttribute.1.Value.DataType",
                        "String",
                        "MessageAttribute.1.Value.StringValue",
                        "alarm"));
        var received = post(
                        "/",
                        Map.of(
                                "Action", "ReceiveMessage",
                                "QueueUrl", url,
                                "MaxNumberOfMessages", "10",
                                "AttributeName.1", "All",
                                "MessageAttributeName.1", "All"))
                .body();
        assertThat(received)
                .contains("<Body>&lt;x/&gt;</Body>")
                .contains("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>")
                .contains("<MessageAttribute><Name>kind</Name><Value><DataType>String</DataType>"
                        + "<StringValue>alarm</StringValue></Value></MessageAttribute>");
        var handle = Pattern.compile("<ReceiptHandle>(.+)</ReceiptHandle>").matcher(received);
        assertThat(handle.find()).isTrue();
        post("/", Map.of("Action", "DeleteMessage", "QueueUrl", url, "ReceiptHandle", handle.group(1)));
        assertThat(post("/", Map.of("Action", "GetQueueAttributes", "QueueUrl", url, "AttributeName.1", "All"))
                        .body())
                .contains("<Attribute><Name>ApproximateNumberOfMessagesNotVisible</Name><Value>0</Value></Attribute>");
    }

    @Test
    void answersBatches() throws Exception {
        var url = queue("feed");
        var answer = post(
                        "/",
                        Map.of(
                                "Action", "SendMessageBatch",
                                "QueueUrl", url,
                                "SendMessageBatchRequestEntry.1.Id", "one",
                                "SendMessageBatchRequestEntry.1.MessageBody", "x",
                                "SendMessageBatchRequestEntry.2.Id", "two",
                                "SendMessageBatchRequestEntry.2.MessageBody", "\u0001"))
                .body();
        assertThat(answer)
                .contains("<SendMessageBatchResultEntry><Id>one</Id>")
                .contains("<BatchResultErrorEntry><Id>two</Id><SenderFault>true</SenderFault>"
                        + "<Code>InvalidMessageContents</Code>");
    }

    @Test
    void spellsErrorsAsTheOlderProtocolDoes() throws Exception {
        var none =
                post("/", Map.of("Action", "ReceiveMessage", "QueueUrl", standIn.endpoint() + "/" + ACCOUNT + "/none"));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("<Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
        assertThat(post("/", Map.of("Action", "SendMessage", "QueueUrl", queue("feed")))
                        .body())
                .contains("<Code>MissingParameter</Code>")
                .contains("<Message>The request must contain the parameter MessageBody.</Message>");
    }

    private RawCall.Reply post(String path, Map<String, String> fields) throws Exception {
        var form = new TreeMap<>(fields);
        form.put("Version", "2012-11-05");
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var credentials = AwsCredentialsIdentity.create(ACCOUNT, StandInOptions.STANDARD_SECRET);
        return new RawCall(standIn.endpoint().resolve(path), "sqs", "", body, credentials, Instant.now()).send();
    }
}
