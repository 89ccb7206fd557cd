package dev.keysunset.standin.athena;

import dev.keysunset.standin.key.Place;
import dev.keysunset.standin.trail.DeliveredFiles.Delivered;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one table there is: over the files of the organisation's trail, with partition projection. Amazon Athena User Guide, "Create the
 * table for CloudTrail logs in Athena using partition projection".
 */
final class TrailTable {
    /** The organisation's account for logs, and its Region. */
    static final Place HOME = new Place("999900001111", "us-east-1");

    static final String CATALOG = "awsdatacatalog";
    static final String DATABASE = "cloudtrail";
    static final String NAME = "organization";
    static final Set<String> COLUMNS = Set.of(
            "eventversion",
            "useridentity",
            "eventtime",
            "eventsource",
            "eventname",
            "awsregion",
            "sourceipaddress",
            "useragent",
            "errorcode",
            "errormessage",
            "requestparameters",
            "responseelements",
            "additionaleventdata",
            "requestid",
            "eventid",
            "readonly",
            "resources",
            "eventtype",
            "apiversion",
            "recipientaccountid",
            "serviceeventdetails",
            "sharedeventid",
            "vpcendpointid",
            "vpcendpointaccountid",
            "eventcategory",
            "addendum",
            "sessioncredentialfromconsole",
            "edgedevicedetails",
            "tlsdetails",
            "account",
            "region",
            "timestamp");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

    private TrailTable() {}

    /** Why a statement cannot be carried out in a database, in Athena's words. */
    static Optional<String> refusal(Statement statement, Place place, String database) {
        var tables = statement.tables();
        if (tables.isEmpty()) {
            return Optional.of("NOT_SUPPORTED: the stand-in answers questions to a table");
        }
        var table = tables.getFirst();
        if (!place.equals(HOME) || !database.equals(DATABASE)) {
            return Optional.of("SCHEMA_NOT_FOUND: " + table.where() + "Schema '" + database + "' does not exist");
        }
        if (!table.text().equals(NAME)) {
            return Optional.of("TABLE_NOT_FOUND: " + table.where() + "Table '" + CATALOG + "." + DATABASE + "."
                    + table.text() + "' does not exist");
        }
        return statement
                .unknown(COLUMNS)
                .map(name -> "COLUMN_NOT_FOUND: " + name.where() + "Column '" + name.text() + "' cannot be resolved");
    }

    /** Those that the partitions leave, which is what is read and billed. */
    static List<Delivered> scanned(Statement statement, List<Delivered> files) {
        var account = statement.equalTo("account").or(() -> statement.equalTo("recipientaccountid"));
        var region = statement.equalTo("region").or(() -> statement.equalTo("awsregion"));
        var days = statement.between("timestamp");
        return files.stream()
                .filter(file ->
                        account.map(file.record().place().account()::equals).orElse(true))
                .filter(file ->
                        region.map(file.record().place().region()::equals).orElse(true))
                .filter(file ->
                        days.map(range -> within(range, DAY.format(file.day()))).orElse(true))
                .toList();
    }

    private static boolean within(Statement.Range range, String day) {
        return day.compareTo(range.first()) >= 0 && day.compareTo(range.last()) <= 0;
    }
}
