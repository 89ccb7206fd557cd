package dev.keysunset.watch.records;

import dev.keysunset.watch.records.PlainJson.Slice;
import java.time.YearMonth;

/** Which strings may stand where in a record that nobody needs to read. */
final class RecordStrings {
    /** What a string is in a record. */
    enum Role {
        SOURCE("eventSource"),
        ID("eventID"),
        OPERATION("eventName"),
        TIME("eventTime"),
        ERROR_CODE("errorCode"),
        ERROR_MESSAGE("errorMessage"),
        ARN("arn"),
        OTHER("");

        private static final Role[] OF_THE_RECORD = {SOURCE, ID, OPERATION, TIME, ERROR_CODE, ERROR_MESSAGE};

        private final String field;

        Role(String field) {
            this.field = field;
        }

        static Role of(byte[] text, int depth, Slice name) {
            if (ARN.isNamed(text, name)) {
                return ARN;
            }
            if (depth == 1) {
                for (var role : OF_THE_RECORD) {
                    if (role.isNamed(text, name)) {
                        return role;
                    }
                }
            }
            return OTHER;
        }

        private boolean isNamed(byte[] text, Slice name) {
            return name.length() == field.length() && PlainJson.isAt(text, name.from, field);
        }

        /** Whether it decides how a record is read, so that one that differs in it is another kind of record. */
        boolean decides() {
            return this == ERROR_CODE || this == ERROR_MESSAGE;
        }
    }

    /** How the sessions of our member roles are named: our calls are always read, canaries go to keys that nobody retires. */
    private static final String OWN_SESSION = "/" + CallerReader.SESSION_PREFIX;

    private final KeyIds watched;

    RecordStrings(KeyIds watched) {
        this.watched = watched;
    }

    /** A key is named by a string that ends with its id: its ARN, or the bare id. */
    boolean allows(Role role, byte[] text, int from, int to) {
        return !watched.mayEnd(text, from, to)
                && switch (role) {
                    case ID -> to > from && to - from <= RecordReader.LONGEST_ID;
                    case OPERATION -> to > from;
                    case TIME -> isTime(text, from, to);
                    case ARN -> !isOwnSession(text, from, to);
                    case SOURCE ->
                        to - from == RecordReader.KMS.length() && PlainJson.isAt(text, from, RecordReader.KMS);
                    case ERROR_CODE, ERROR_MESSAGE, OTHER -> true;
                };
    }

    boolean mayName(String keyId) {
        return watched.mayBe(keyId);
    }

    private static boolean isOwnSession(byte[] text, int from, int to) {
        for (int i = from; i <= to - OWN_SESSION.length(); i++) {
            if (PlainJson.isAt(text, i, OWN_SESSION)) {
                return true;
            }
        }
        return false;
    }

    /** The one form that CloudTrail writes: {@code 2026-09-14T08:15:30Z}. */
    private static boolean isTime(byte[] text, int from, int to) {
        return to - from == 20
                && text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':'
                && text[from + 19] == 'Z'
                && isDay(number(text, from, 4), number(text, from + 5, 2), number(text, from + 8, 2))
                && isBelow(24, number(text, from + 11, 2))
                && isBelow(60, number(text, from + 14, 2))
                && isBelow(60, number(text, from + 17, 2));
    }

    private static boolean isDay(int year, int month, int day) {
        return year >= 1970
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
    }

    private static boolean isBelow(int limit, int number) {
        return number >= 0 && number < limit;
    }

    /** Negative where it is none. */
    private static int number(byte[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            number = 10 * number + text[i] - '0';
        }
        return number;
    }
}
