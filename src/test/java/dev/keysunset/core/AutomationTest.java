package dev.keysunset.core;

import static dev.keysunset.core.Given.KEY;
import static dev.keysunset.core.Given.in;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who fights us is named, with what ends the fight. */
class AutomationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        APN/1.0 HashiCorp/1.0 Terraform/1.5.2 (+https://www.terraform.io) terraform-provider-aws/5.7.0 | TERRAFORM
        Boto3/1.39.15 md/Botocore#1.39.15 ua/2.1 os/linux lang/python#3.12 APN_1826889                  | PROWLER
        cloudformation.amazonaws.com                                                                   | CLOUDFORMATION
        ssm.amazonaws.com                                                                              | SYSTEMS_MANAGER
        """)
    void isKnownByTheTracesOfItsCalls(String trace, Automation automation) {
        var decision = in(new RetirementState.Observing(Given.SINCE, Given.OPEN))
                .key(KEY, KeyState.ENABLED)
                .recordedFrom(trace, "EnableKey", KEY)
                .decided();

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Move.class,
                        move -> assertThat(move.detail())
                                .startsWith("somebody (" + automation.inWords() + ") called EnableKey"));
    }

    @Test
    void isNotClaimedOfPeople() {
        var decision = in(new RetirementState.Observing(Given.SINCE, Given.OPEN))
                .key(KEY, KeyState.ENABLED)
                .recordedFrom("aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux", "EnableKey", KEY)
                .decided();

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Move.class, move -> assertThat(move.detail()).startsWith("somebody called EnableKey"));
    }

    @Test
    void isToldWithWhatStopsItOnceTheKeyIsRestored() {
        var decision = in(new RetirementState.RolledBack(Given.SINCE, Cause.DRIFT))
                .key(KEY, KeyState.ENABLED)
                .recordedFrom("ssm.amazonaws.com", "CancelKeyDeletion", KEY)
                .decided();

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Stay.class,
                        stay -> assertThat(stay.attention())
                                .singleElement()
                                .satisfies(attention -> assertThat(attention.remedy())
                                        .contains("AWSConfigRemediation-CancelKeyDeletion")));
    }
}
