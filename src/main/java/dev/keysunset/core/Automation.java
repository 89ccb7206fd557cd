package dev.keysunset.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is known to bring keys back by itself, told by the traces of its calls in CloudTrail. */
public enum Automation {
    /** {@code APN/1.0 HashiCorp/1.0 Terraform/…}, as its AWS provider calls itself. */
    TERRAFORM(
            "Terraform",
            "terraform/",
            "Take the key out of its configuration there (a removed block keeps it at AWS), or every apply enables it again."),
    /** Prowler marks its calls with its number in the AWS Partner Network. */
    PROWLER(
            "Prowler",
            "apn_1826889",
            "Its fixer cancels deletions: mute kms_cmk_not_deleted_unintentionally for the key, as docs/operations/planned.md"
                    + " shows."),
    CLOUDFORMATION(
            "CloudFormation",
            "cloudformation.amazonaws.com",
            "Take the key out of its stack, with DeletionPolicy: Retain, or the next update enables it again."),
    /** Remediations of AWS Config run as Systems Manager Automation (AWS Config Developer Guide, "Remediating resources"). */
    SYSTEMS_MANAGER(
            "a Systems Manager runbook, as remediations of AWS Config are",
            "ssm.amazonaws.com",
            "Find the rule of AWS Config or EventBridge that starts it, with AWSConfigRemediation-CancelKeyDeletion for one, and"
                    + " leave planned keys out.");

    private final String name;
    private final String trace;
    private final String remedy;

    Automation(String name, String trace, String remedy) {
        this.name = name;
        this.trace = trace;
        this.remedy = remedy;
    }

    /** Who it is, in a sentence. */
    public String inWords() {
        return name;
    }

    /** What stops it. */
    public String remedy() {
        return remedy;
    }

    /** The one that made a call; empty for people, and for automation that nobody knows here. */
    static Optional<Automation> behind(ControlRecord.Author author) {
        return Arrays.stream(values())
                .filter(automation -> author.traces().stream()
                        .anyMatch(trace -> trace.toLowerCase(Locale.ROOT).contains(automation.trace)))
                .findFirst();
    }
}
