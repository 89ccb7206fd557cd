package dev.keysunset.standin.logs;

import dev.keysunset.standin.logs.FilterPattern.Terms;
import java.util.ArrayList;
import java.util.function.Predicate;

/** Reads patterns of plain terms: {@code word "a phrase" ?optional -unwanted %expression%}. */
final class TermsParser {
    private TermsParser() {}

    static FilterPattern parse(String text) {
        if (text.startsWith("[")) {
            throw Cursor.refused("patterns of space-delimited fields match no record of a trail");
        }
        var cursor = new Cursor(text);
        var expressions = new RegularExpressions();
        var wanted = new ArrayList<Predicate<String>>();
        var optional = new ArrayList<Predicate<String>>();
        var unwanted = new ArrayList<Predicate<String>>();
        while (!cursor.isAtEnd()) {
            var list = cursor.accept("?") ? optional : cursor.accept("-") ? unwanted : wanted;
            list.add(term(cursor, expressions));
        }
        return new Terms(wanted, optional, unwanted);
    }

    private static Predicate<String> term(Cursor cursor, RegularExpressions expressions) {
        if (cursor.accept("%")) {
            return expressions.read(cursor);
        }
        var term = cursor.accept("\"")
                ? cursor.until("\"")
                : cursor.run("a term", sign -> !Character.isWhitespace(sign) && sign != '"');
        return text -> text.contains(term);
    }
}
