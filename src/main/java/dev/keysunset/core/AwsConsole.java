package dev.keysunset.core;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where AWS's own console shows a resource. What is not in the table has no page here; nothing of an ARN reaches an address but where
 * the table puts it, and encoded.
 */
public final class AwsConsole {
    private static final Pattern ARN = Pattern.compile("arn:(?<partition>aws|aws-cn|aws-us-gov):(?<service>[a-z0-9-]+)"
            + ":(?<region>[a-z0-9-]*):(?<account>\\d{12})?:(?<resource>[^\\s,;()]*[^\\s,;().])");

    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");

    /** Of a secret's ARN: Secrets Manager adds it to the name. */
    private static final Pattern SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}$");

    /** How the addresses of the pages are built, as the consoles write them. None of them is documented. */
    private static final List<Kind> KINDS = List.of(
            new Kind("ec2", "volume/", "/ec2/home?region={region}#VolumeDetails:volumeId={name}"),
            new Kind("ec2", "snapshot/", "/ec2/home?region={region}#SnapshotDetails:snapshotId={name}"),
            new Kind("rds", "db:", "/rds/home?region={region}#database:id={name};is-cluster=false"),
            new Kind("rds", "cluster:", "/rds/home?region={region}#database:id={name};is-cluster=true"),
            new Kind("dynamodb", "table/", "/dynamodbv2/home?region={region}#table?name={name}"),
            new Kind("secretsmanager", "secret:", "/secretsmanager/secret?name={secret}&region={region}"),
            new Kind("ssm", "parameter/", "/systems-manager/parameters/{path}/description?region={region}"),
            new Kind("lambda", "function:", "/lambda/home?region={region}#/functions/{name}"),
            new Kind("logs", "log-group:", "/cloudwatch/home?region={region}#logsV2:log-groups/log-group/{logGroup}"),
            new Kind("sqs", "", "/sqs/v3/home?region={region}#/queues/{queueUrl}"),
            new Kind("sns", "", "/sns/v3/home?region={region}#/topic/arn:{partition}:sns:{region}:{account}:{name}"),
            new Kind("s3", "", "/s3/buckets/{name}"),
            new Kind("ecr", "repository/", "/ecr/repositories/private/{account}/{path}?region={region}"),
            new Kind("redshift", "cluster:", "/redshiftv2/home?region={region}#/cluster-details?cluster={name}"),
            new Kind("elasticfilesystem", "file-system/", "/efs/home?region={region}#/file-systems/{name}"),
            new Kind("backup", "backup-vault:", "/backup/home?region={region}#/backupvaults/details/{name}"),
            new Kind("kinesis", "stream/", "/kinesis/home?region={region}#/streams/details/{name}/monitoring"),
            new Kind("eks", "cluster/", "/eks/home?region={region}#/clusters/{name}"),
            new Kind("kms", "key/", "/kms/home?region={region}#/kms/keys/{name}"));

    private AwsConsole() {}

    /** @param before what stands before the name in an ARN of this kind */
    private record Kind(String service, String before, String address) {
        boolean fits(MatchResult arn) {
            return service.equals(arn.group("service")) && arn.group("resource").startsWith(before);
        }
    }

    /** A piece of a text; an ARN with a page is one of its own. */
    public record Part(String text, Optional<URI> page) {}

    /** Empty for what is no ARN, and for kinds that are not known here. */
    public static Optional<URI> page(String arn) {
        var matcher = ARN.matcher(arn);
        return matcher.matches() ? page(matcher) : Optional.empty();
    }

    /** The whole text, piece by piece. */
    public static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var matcher = ARN.matcher(text);
        var told = 0;
        while (matcher.find()) {
            var page = page(matcher);
            if (page.isPresent()) {
                parts.add(new Part(text.substring(told, matcher.start()), Optional.empty()));
                parts.add(new Part(matcher.group(), page));
                told = matcher.end();
            }
        }
        parts.add(new Part(text.substring(told), Optional.empty()));
        return parts.stream().filter(part -> !part.text().isEmpty()).toList();
    }

    private static Optional<URI> page(MatchResult arn) {
        return KINDS.stream()
                .filter(kind -> kind.fits(arn))
                .findFirst()
                .map(kind -> URI.create(host(arn) + filled(kind, arn)));
    }

    /** Buckets have no Region in their ARNs. */
    private static String host(MatchResult arn) {
        var domain = switch (arn.group("partition")) {
            case "aws-cn" -> "console.amazonaws.cn";
            case "aws-us-gov" -> "console.amazonaws-us-gov.com";
            default -> "console.aws.amazon.com";
        };
        var region = arn.group("region");
        return "https://" + (region.isEmpty() ? "" : region + ".") + domain;
    }

    private static String filled(Kind kind, MatchResult arn) {
        var name = arn.group("resource").substring(kind.before().length());
        return GAP.matcher(kind.address()).replaceAll(gap -> Matcher.quoteReplacement(value(gap.group(1), name, arn)));
    }

    private static String value(String gap, String name, MatchResult arn) {
        return switch (gap) {
            case "partition", "region" -> arn.group(gap);
            case "account" -> Optional.ofNullable(arn.group(gap)).orElse("");
            case "name" -> encoded(name);
            case "path" -> encoded(name).replace("%2F", "/");
            case "secret" -> encoded(SUFFIX.matcher(name).replaceFirst(""));
            case "queueUrl" -> encoded(queueUrl(name, arn));
            // Twice, with another sign for the second time.
            case "logGroup" -> encoded(encoded(name)).replace('%', '$');
            default -> throw new IllegalStateException("nobody fills " + gap);
        };
    }

    private static String queueUrl(String name, MatchResult arn) {
        var domain = arn.group("partition").equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
        return "https://sqs." + arn.group("region") + "." + domain + "/" + value("account", name, arn) + "/" + name;
    }

    /** RFC 3986: all but letters, digits, hyphen, full stop, underscore and tilde. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
