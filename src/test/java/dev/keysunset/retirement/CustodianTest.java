package dev.keysunset.retirement;

import static dev.keysunset.retirement.ApiWorld.RETIREMENTS;
import static dev.keysunset.retirement.ApiWorld.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Cloud Custodian selected, handed in as it wrote it. */
@NullMarked
@QuarkusTest
@TestProfile(ApiWorld.Profile.class)
class CustodianTest {
    @Inject
    Stage stage;

    @BeforeEach
    void clear() {
        stage.clear();
    }

    @Test
    void takesInTheKeysOfAResourcesFileAndRefusesTheRestLineByLine() {
        var key = stage.keys.create(RetirementWorld.PLACE);
        var described = stage.keys.create(RetirementWorld.PLACE);
        // As c7n writes resources.json for aws.kms-key: ListKeys, DescribeKey, aliases, tags and the marks of filters.
        var body = """
            [
              {
                "KeyId": "%1$s", "KeyArn": "%2$s", "AWSAccountId": "111122223333", "Arn": "%2$s",
                "CreationDate": "2024-01-01T00:00:00+00:00", "Enabled": true, "Description": "=HYPERLINK(\\"x\\")",
                "KeyUsage": "ENCRYPT_DECRYPT", "KeyState": "Enabled", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER",
                "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT", "KeySpec": "SYMMETRIC_DEFAULT",
                "EncryptionAlgorithms": ["SYMMETRIC_DEFAULT"], "MultiRegion": false, "AliasNames": ["alias/old"],
                "Tags": [{"Key": "team", "Value": "billing"}], "c7n:MatchedFilters": ["tag:team"]
              },
              { "KeyId": "%3$s", "KeyArn": "%4$s" },
              { "AliasName": "alias/old", "AliasArn": "arn:aws:kms:us-east-1:111122223333:alias/old", "TargetKeyId": "%1$s" },
              { "KeyId": "nothing else" },
              "not even a resource"
            ]
            """.formatted(key.keyId(), key, described.keyId(), described);

        var lines = submit(body)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(JsonPath::from)
                .toList();

        assertThat(lines).extracting(line -> line.getInt("line")).containsExactly(1, 2, 3, 4, 5);
        assertThat(lines).extracting(line -> line.getInt("status")).containsExactly(201, 201, 400, 400, 400);
        assertThat(lines.get(2).getString("problem.remedy")).contains("aws.kms-key");
        as("viewer")
                .get(RETIREMENTS + "/" + lines.getFirst().getString("retirementId"))
                .then()
                .body("members[0].keyArn", equalTo(key.toString()))
                .body("reason", equalTo("idle for a year"))
                .body("policy.name", equalTo("quick"));
        assertThat(submit(body).asString().lines().map(JsonPath::from))
                .as("the next run of the policy finds them on their way")
                .extracting(line -> line.getInt("status"))
                .containsExactly(409, 409, 400, 400, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[", "{\"resources\": []}", "\"x\"", ""})
    void refusesWhatIsNoListOfResources(String body) {
        submit(body).then().statusCode(400).contentType("application/problem+json");
        assertThat(stage.count("select count(*) from retirement where live")).isZero();
    }

    private static Response submit(String body) {
        return as("submitter")
                .queryParam("reason", "idle for a year")
                .queryParam("policy", "quick")
                .body(body)
                .post(RETIREMENTS + "/batch");
    }
}
