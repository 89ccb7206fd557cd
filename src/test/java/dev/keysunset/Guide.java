package dev.keysunset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A page of docs/, of which tests hold what it shows. */
public record Guide(String text) {
    public static Guide of(String page) throws IOException {
        return new Guide(Files.readString(Path.of("docs", page)));
    }

    /** The block under that heading, without its fence. */
    public String block(String heading) {
        var found = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$.*?^```\\w*\\n(.*?)^```$")
                .matcher(text);
        if (!found.find()) {
            throw new AssertionError("there is no block under " + heading);
        }
        return found.group(1);
    }
}
