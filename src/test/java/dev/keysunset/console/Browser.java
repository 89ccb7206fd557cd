package dev.keysunset.console;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.NullMarked;

/** A person at a browser without a script: opens pages, fills their forms in, and is led on by what comes back. */
@NullMarked
record Browser(String person) {

    Document open(String path) {
        return page(get(path).then().statusCode(200).extract().response());
    }

    Response get(String path) {
        return given().urlEncodingEnabled(false)
                .auth()
                .preemptive()
                .basic(person, person)
                .accept("text/html")
                .get(path);
    }

    /** Sends a form of a page with its own hidden fields and these. */
    Response send(Element form, Map<String, String> fields) {
        var filled = form.select("input[type=hidden]").stream()
                .collect(Collectors.toMap(input -> input.attr("name"), input -> input.attr("value")));
        filled.putAll(fields);
        return given().auth()
                .preemptive()
                .basic(person, person)
                .accept("text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .formParams(filled)
                .post(form.attr("action"));
    }

    /** Sends it and opens the page that it leads to. */
    Document sendAndFollow(Element form, Map<String, String> fields) {
        var location = send(form, fields).then().statusCode(303).extract().header("Location");
        return open(location.replaceFirst("https?://[^/]+", ""));
    }

    static Document page(Response response) {
        return Jsoup.parse(response.asString());
    }

    static Element form(Document page, String action) {
        var form = page.selectFirst("form[method=post][action$=" + action + "]");
        if (form == null) {
            throw new AssertionError("no form for " + action + " on the page " + page.title());
        }
        return form;
    }
}
