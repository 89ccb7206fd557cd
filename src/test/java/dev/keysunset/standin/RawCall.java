package dev.keysunset.standin;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.IoUtils;

/**
 * One request by hand, signed by the SDK's signer as of any moment, and changed after that if a test likes.
 *
 * @param target the {@code X-Amz-Target} header, or empty for AWS Query
 * @param service the name in the credential scope
 */
record RawCall(
        URI endpoint, String service, String target, String body, AwsCredentialsIdentity credentials, Instant at) {

    /** Status, {@code Date} header and body of an answer. */
    record Reply(int status, String date, String body) {}

    static RawCall listKeys(StandIn standIn) {
        return new RawCall(
                standIn.endpoint(),
                "kms",
                "TrentService.ListKeys",
                "{}",
                AwsCredentialsIdentity.create(StandInFixture.ACCOUNT, StandInOptions.STANDARD_SECRET),
                Instant.now());
    }

    static RawCall callerIdentity(StandIn standIn) {
        return new RawCall(
                standIn.endpoint(),
                "sts",
                "",
                "Action=GetCallerIdentity&Version=2011-06-15",
                AwsCredentialsIdentity.create(StandInFixture.ACCOUNT, StandInOptions.STANDARD_SECRET),
                Instant.now());
    }

    RawCall by(AwsCredentialsIdentity others) {
        return new RawCall(endpoint, service, target, body, others, at);
    }

    RawCall signedAt(Instant moment) {
        return new RawCall(endpoint, service, target, body, credentials, moment);
    }

    RawCall scopedTo(String otherService) {
        return new RawCall(endpoint, otherService, target, body, credentials, at);
    }

    RawCall to(String pathAndQuery) {
        return new RawCall(endpoint.resolve(pathAndQuery), service, target, body, credentials, at);
    }

    Reply send() throws Exception {
        return send(request -> request);
    }

    /** Sends the request after a change that the signature does not know of. */
    Reply send(UnaryOperator<SdkHttpRequest.Builder> change) throws Exception {
        var signed = change.apply(signed().toBuilder()).build();
        return exchange(signed);
    }

    Reply sendUnsigned() throws Exception {
        return exchange(unsigned());
    }

    private SdkHttpRequest signed() {
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(unsigned())
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request();
    }

    private SdkHttpRequest unsigned() {
        var request = SdkHttpRequest.builder().uri(endpoint).method(SdkHttpMethod.POST);
        return target.isEmpty()
                ? request.putHeader("Content-Type", "application/x-www-form-urlencoded")
                        .build()
                : request.putHeader("Content-Type", "application/x-amz-json-1.1")
                        .putHeader("X-Amz-Target", target)
                        .build();
    }

    private Reply exchange(SdkHttpRequest request) throws Exception {
        try (SdkHttpClient http = Apache5HttpClient.create()) {
            var response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(request)
                            .contentStreamProvider(ContentStreamProvider.fromUtf8String(body))
                            .build())
                    .call();
            var answer = response.responseBody().orElseThrow();
            return new Reply(
                    response.httpResponse().statusCode(),
                    response.httpResponse().firstMatchingHeader("Date").orElse(""),
                    IoUtils.toUtf8String(answer));
        }
    }
}
