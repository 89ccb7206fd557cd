package dev.keysunset.standin.athena;

import dev.keysunset.standin.athena.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a statement asks: which table, under which conditions, for which columns. Conditions are read one by one wherever they stand,
 * as if all of them had to hold.
 */
final class Statement {
    private static final Set<String> KEYWORDS = Set.of(
            "with",
            "as",
            "select",
            "from",
            "where",
            "and",
            "or",
            "not",
            "in",
            "is",
            "null",
            "like",
            "between",
            "group",
            "by",
            "order",
            "desc",
            "asc",
            "union",
            "all",
            "cross",
            "join",
            "on",
            "unnest",
            "array",
            "limit",
            "distinct",
            "true",
            "false",
            "case",
            "when",
            "then",
            "else",
            "end",
            "having");

    private final List<Token> tokens;

    Statement(String text) {
        this.tokens = Tokens.of(text);
    }

    /** A range of texts, both ends included. */
    record Range(String first, String last) {}

    /** The tables it reads, but for what it defines itself. */
    List<Token> tables() {
        var defined = defined();
        var found = new ArrayList<Token>();
        for (var i = 0; i + 1 < tokens.size(); i++) {
            var source = tokens.get(i + 1);
            if ((tokens.get(i).is("from") || tokens.get(i).is("join"))
                    && source.named()
                    && !source.is("unnest")
                    && !defined.contains(source.text())) {
                found.add(source);
            }
        }
        return found;
    }

    /** A name that stands for no column and nothing that the statement defines. */
    Optional<Token> unknown(Set<String> columns) {
        var defined = defined();
        var tables = tables();
        return Stream.iterate(0, i -> i < tokens.size(), i -> i + 1)
                .filter(i -> tokens.get(i).named() && !isField(i) && !isFunction(i) && !isAlias(i))
                .map(tokens::get)
                .filter(token -> token.kind() == Kind.QUOTED_NAME || !KEYWORDS.contains(token.text()))
                .filter(token -> !columns.contains(token.text()) && !defined.contains(token.text()))
                .filter(token -> !tables.contains(token))
                .findFirst();
    }

    Optional<String> equalTo(String column) {
        return after(column, "=").filter(Token::literal).map(Token::text);
    }

    Optional<String> atLeast(String column) {
        return after(column, ">=").filter(Token::literal).map(Token::text);
    }

    Optional<String> below(String column) {
        return after(column, "<").filter(Token::literal).map(Token::text);
    }

    Optional<Range> between(String column) {
        return positions(column)
                .filter(i -> i + 4 < tokens.size()
                        && tokens.get(i + 1).is("between")
                        && tokens.get(i + 2).literal()
                        && tokens.get(i + 3).is("and")
                        && tokens.get(i + 4).literal())
                .findFirst()
                .map(i -> new Range(tokens.get(i + 2).text(), tokens.get(i + 4).text()));
    }

    Optional<Set<String>> in(String column) {
        return positions(column)
                .filter(i -> i + 1 < tokens.size() && tokens.get(i + 1).is("in"))
                .findFirst()
                .map(i -> list(i + 2));
    }

    Optional<Set<String>> notIn(String column) {
        return positions(column)
                .filter(i -> i + 2 < tokens.size()
                        && tokens.get(i + 1).is("not")
                        && tokens.get(i + 2).is("in"))
                .findFirst()
                .map(i -> list(i + 3));
    }

    /** The names of the columns of the result. */
    List<String> columns() {
        var depth = 0;
        var names = new ArrayList<String>();
        var last = Optional.<String>empty();
        var within = false;
        for (var token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth > 0 || token.is(")")) {
                continue;
            }
            if (within && (token.is(",") || token.is("from"))) {
                last.ifPresent(names::add);
                if (token.is("from")) {
                    return names;
                }
            }
            within = within || token.is("select");
            last = token.named() ? Optional.of(token.text()) : last;
        }
        return names;
    }

    boolean hasUnion() {
        return tokens.stream().anyMatch(token -> token.is("union"));
    }

    private Optional<Token> after(String column, String operator) {
        return positions(column)
                .filter(i -> i + 2 < tokens.size() && tokens.get(i + 1).is(operator))
                .map(i -> tokens.get(i + 2))
                .findFirst();
    }

    private Stream<Integer> positions(String column) {
        return Stream.iterate(0, i -> i < tokens.size(), i -> i + 1)
                .filter(i -> tokens.get(i).named() && tokens.get(i).text().equals(column));
    }

    /** The texts in the brackets that open here. */
    private Set<String> list(int open) {
        var texts = new HashSet<String>();
        for (var i = open + 1; i < tokens.size() && !tokens.get(i).is(")"); i++) {
            if (tokens.get(i).literal()) {
                texts.add(tokens.get(i).text());
            }
        }
        return texts;
    }

    private Set<String> defined() {
        var names = new HashSet<String>();
        for (var i = 0; i + 1 < tokens.size(); i++) {
            var next = tokens.get(i + 1);
            if (tokens.get(i).is("as") && next.named()) {
                names.add(next.text());
                if (i + 2 < tokens.size() && tokens.get(i + 2).is("(")) {
                    for (var j = i + 3; !tokens.get(j).is(")"); j++) {
                        names.add(tokens.get(j).text());
                    }
                }
            }
            if (tokens.get(i).named() && (next.is("->") || isDefinition(i))) {
                names.add(tokens.get(i).text());
            }
        }
        return names;
    }

    /** {@code name AS (SELECT …)} */
    private boolean isDefinition(int i) {
        return i + 2 < tokens.size()
                && tokens.get(i + 1).is("as")
                && tokens.get(i + 2).is("(");
    }

    private boolean isField(int i) {
        return i > 0 && tokens.get(i - 1).is(".");
    }

    private boolean isFunction(int i) {
        return i + 1 < tokens.size() && tokens.get(i + 1).is("(");
    }

    private boolean isAlias(int i) {
        return i > 0 && tokens.get(i - 1).is("as");
    }
}
