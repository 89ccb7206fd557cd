package dev.keysunset.standin.athena;

import dev.keysunset.standin.athena.Token.Kind;
import dev.keysunset.standin.wire.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes a statement apart. What Athena finds wrong here it refuses at once, before there is a query. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("\\s+|--[^\\n]*"
            + "|'(?<text>(?:[^']|'')*)'"
            + "|\"(?<quoted>[^\"]+)\""
            + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<number>[0-9]+)"
            + "|(?<symbol>->|<=|>=|<>|!=|\\|\\||[-+*/=<>(),.\\[\\];])");

    private Tokens() {}

    static List<Token> of(String statement) {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(statement);
        var line = 1;
        var lineStart = 0;
        for (var at = 0; at < statement.length(); at = matcher.end()) {
            if (!matcher.region(at, statement.length()).lookingAt()) {
                throw mismatched(line, at - lineStart + 1, statement.substring(at, at + 1));
            }
            var column = at - lineStart + 1;
            if (matcher.group("text") != null) {
                tokens.add(new Token(Kind.TEXT, matcher.group("text").replace("''", "'"), line, column));
            } else if (matcher.group("quoted") != null) {
                tokens.add(new Token(Kind.QUOTED_NAME, matcher.group("quoted").toLowerCase(Locale.ROOT), line, column));
            } else if (matcher.group("name") != null) {
                tokens.add(Token.name(matcher.group("name"), line, column));
            } else if (matcher.group("number") != null) {
                tokens.add(new Token(Kind.NUMBER, matcher.group("number"), line, column));
            } else if (matcher.group("symbol") != null) {
                tokens.add(new Token(Kind.SYMBOL, matcher.group("symbol"), line, column));
            }
            for (var i = at; i < matcher.end(); i++) {
                if (statement.charAt(i) == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
        }
        return check(tokens);
    }

    private static List<Token> check(List<Token> tokens) {
        if (tokens.isEmpty()) {
            throw mismatched(1, 1, "<EOF>");
        }
        if (!tokens.getFirst().is("select") && !tokens.getFirst().is("with")) {
            throw mismatched(tokens.getFirst());
        }
        var open = 0;
        for (var i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            var follows = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
            var breaksOff = (token.is(",") || token.is("=") || token.is("and"))
                    && (i + 1 == tokens.size()
                            || follows.is(",")
                            || follows.is(")")
                            || follows.is("from")
                            || follows.is("and"));
            if (open < 0 || breaksOff) {
                throw mismatched(breaksOff ? follows : token);
            }
        }
        if (open > 0) {
            throw mismatched(tokens.getLast().line(), tokens.getLast().column(), "<EOF>");
        }
        checkQueries(tokens);
        return List.copyOf(tokens);
    }

    /** After what a statement names first, more of that comes or the query itself. */
    private static void checkQueries(List<Token> tokens) {
        var open = 0;
        for (var i = 0; i + 1 < tokens.size() && !(open == 0 && tokens.get(i).is("select")); i++) {
            open += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            var follows = tokens.get(i + 1);
            if (open == 0 && tokens.get(i).is(")") && !follows.is(",") && !follows.is("select")) {
                throw mismatched(follows);
            }
        }
    }

    private static AwsError mismatched(Token token) {
        return mismatched(token.line(), token.column(), token.text());
    }

    private static AwsError mismatched(int line, int column, String text) {
        return invalid("line " + line + ":" + column + ": mismatched input '" + text + "'");
    }

    static AwsError invalid(String text) {
        return new AwsError("InvalidRequestException", text);
    }
}
