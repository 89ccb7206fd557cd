package dev.keysunset.standin.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A text that is kept for long and read seldom, deflated. A fleet makes hundreds of thousands of CloudTrail records, and
 * nearly every word of one stands in all others: with those words as a dictionary a fifth of the size remains.
 */
public final class PackedText {
    private static final byte[] WORDS = """
        "addendum":{"reason":"DELIVERY_DELAY"},"additionalEventData":{"keyMaterialId":"vpcEndpointId":"vpce-"\
        "userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam:::user/"type":"AWSAccount"\
        "type":"AWSService","invokedBy":"AWS Internal"{"accountId":"","invokedBy":"AWS Internal"\
        "errorCode":"AccessDenied","errorMessage":" is not authorized to perform: kms: on resource: because no \
        resource-based policy allows the "errorCode":"DisabledException"," is disabled." is pending deletion.\
        KMSInvalidStateException"eventName":"GenerateDataKey"EncryptDescribeKeyGetPublicKeyListKeysDisableKey\
        ScheduleKeyDeletion"eventSource":"cloudtrail.amazonaws.com","logs.amazonaws.com","sts.amazonaws.com"\
        {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE0000000000",\
        "arn":"arn:aws:sts::111122223333:assumed-role/","accountId":"111122223333","accessKeyId":"ASIA\
        WORKLOADEXAMPLEX","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLE","arn":\
        "arn:aws:iam::111122223333:role/","accountId":"111122223333","userName":""},"attributes":{"creationDate":\
        "2026-11-02T09:00:00Z","mfaAuthenticated":"false"}}},"eventTime":"2026-11-02T09:00:00Z","eventSource":\
        "kms.amazonaws.com","eventName":"Decrypt","awsRegion":"us-east-1","sourceIPAddress":"198.51.100.17",\
        "userAgent":"aws-sdk-java/2.57.8 md/io#sync md/http#Apache5 ua/2.1 os/Linux#6.8","requestParameters":\
        {"encryptionContext":{"aws:s3:arn":"arn:aws:s3:::"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT","keyId":\
        "arn:aws:kms:us-east-1:111122223333:key/"},"responseElements":null,"requestID":"","eventID":"","readOnly":\
        true,"resources":[{"accountId":"111122223333","type":"AWS::KMS::Key","ARN":\
        "arn:aws:kms:us-east-1:111122223333:key/"}],"eventType":"AwsApiCall","managementEvent":true,\
        "recipientAccountId":"111122223333","sharedEventID":"","eventCategory":"Management","tlsDetails":\
        {"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_256_GCM_SHA384","clientProvidedHostHeader":\
        "kms.us-east-1.amazonaws.com"}}\
        """.getBytes(StandardCharsets.UTF_8);

    private final byte[] packed;
    private final int length;

    private PackedText(byte[] packed, int length) {
        this.packed = packed;
        this.length = length;
    }

    public static PackedText of(String text) {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setDictionary(WORDS);
            deflater.setInput(plain);
            deflater.finish();
            var output = new ByteArrayOutputStream(plain.length / 3);
            var buffer = new byte[1024];
            while (!deflater.finished()) {
                output.write(buffer, 0, deflater.deflate(buffer));
            }
            return new PackedText(output.toByteArray(), plain.length);
        } finally {
            deflater.end();
        }
    }

    /** The length of the text in UTF-8, unpacked. */
    public int length() {
        return length;
    }

    /** How much memory the text takes. */
    public int packedLength() {
        return packed.length;
    }

    @Override
    public String toString() {
        var inflater = new Inflater(true);
        try {
            inflater.setDictionary(WORDS);
            inflater.setInput(packed);
            var plain = new byte[length];
            var filled = 0;
            while (filled < length) {
                filled += inflater.inflate(plain, filled, length - filled);
            }
            return new String(plain, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new IllegalStateException("A text that was not packed here", e);
        } finally {
            inflater.end();
        }
    }
}
