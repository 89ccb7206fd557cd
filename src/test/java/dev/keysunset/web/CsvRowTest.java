package dev.keysunset.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CsvRowTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r\n=1",
                "  =1",
                "＝1",
                "＋1",
                "－1",
                "＠x",
                "=\"a\"",
                "\u0000=1"
            })
    void startsNoFormula(String text) {
        assertThat(CsvRow.of(text)).startsWith("\"'").endsWith("\"\r\n");
    }

    @Test
    void quotesEveryCell() {
        assertThat(CsvRow.of("a", "b,c", "d\"e", "f=g", "", 7))
                .isEqualTo("\"a\",\"b,c\",\"d\"\"e\",\"f=g\",\"\",\"7\"\r\n");
    }
}
