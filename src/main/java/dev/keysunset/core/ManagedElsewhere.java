package dev.keysunset.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that keeps a key the way its definition says, and so may enable it again, or make it again once it is deleted.
 *
 * @param name of what defines the key, as far as tags tell
 * @param remedy what to change there before the key is disabled
 */
public record ManagedElsewhere(By by, String name, String remedy) {
    /** CloudFormation puts these on what it makes (CloudFormation User Guide, resource tags). */
    private static final String STACK = "aws:cloudformation:stack-name";

    private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

    /** Nothing but custom: Terraform tags nothing by itself. Written together and in lower case. */
    private static final Set<String> TOOL_TAGS =
            Set.of("managedby", "createdby", "provisionedby", "provisioner", "deployedby", "iac", "tool", "source");

    private static final String TERRAFORM_TAG = "terraform";
    private static final Set<String> NO = Set.of("false", "no", "0", "");

    /** What defines keys. */
    public enum By {
        AWS_SERVICE,
        CLOUDFORMATION,
        TERRAFORM
    }

    public static List<ManagedElsewhere> of(KeyFacts.Owner manager, Map<String, String> tags) {
        var found = new ArrayList<ManagedElsewhere>();
        if (manager == KeyFacts.Owner.AWS) {
            found.add(new ManagedElsewhere(
                    By.AWS_SERVICE,
                    "AWS",
                    "None: AWS makes, rotates and removes it, and its account can neither disable nor delete it."));
        }
        Optional.ofNullable(tags.get(STACK))
                .map(stack -> cloudFormation(stack, tags))
                .ifPresent(found::add);
        terraform(tags).ifPresent(found::add);
        return List.copyOf(found);
    }

    /** The property Enabled is true unless the template says otherwise (CloudFormation, AWS::KMS::Key). */
    private static ManagedElsewhere cloudFormation(String stack, Map<String, String> tags) {
        var resource = Optional.ofNullable(tags.get(LOGICAL_ID))
                .map(id -> "the resource " + id)
                .orElse("the key");
        return new ManagedElsewhere(
                By.CLOUDFORMATION,
                "stack " + stack,
                "In the template of the stack " + stack + " set DeletionPolicy: Retain on " + resource
                        + ", deploy, then take it out and deploy again: an update of the stack may enable the key, and removing"
                        + " it without Retain schedules its deletion past both gates.");
    }

    /** The argument is_enabled is true unless the configuration says otherwise (Terraform, aws_kms_key). */
    private static Optional<ManagedElsewhere> terraform(Map<String, String> tags) {
        return tags.entrySet().stream()
                .filter(tag -> namesTerraform(tag.getKey(), tag.getValue()))
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .sorted()
                .findFirst()
                .map(tag -> new ManagedElsewhere(
                        By.TERRAFORM,
                        "tag " + tag,
                        "Take the key out of the configuration with a removed block and destroy = false (or terraform state rm):"
                                + " the next apply enables it otherwise, and a deleted key is made again."));
    }

    private static boolean namesTerraform(String name, String value) {
        var plainName = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        var plainValue = value.toLowerCase(Locale.ROOT);
        return plainName.equals(TERRAFORM_TAG)
                ? !NO.contains(plainValue.strip())
                : TOOL_TAGS.contains(plainName)
                        && (plainValue.contains("terraform") || plainValue.contains("opentofu"));
    }
}
