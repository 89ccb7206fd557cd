package dev.keysunset.web;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** {@link Problem} as the description of the API has it. */
final class ProblemSchema {
    static final String NAME = "Problem";

    private ProblemSchema() {}

    static Content content() {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME));
        return OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media);
    }

    static Schema schema() {
        var violation = object().addProperty("field", text("The field, parameter or header"))
                .addProperty("detail", text("What is wrong with it"));
        return object().description("Why a request was not served (RFC 9457)")
                .addProperty(
                        "type", text("A URI that names the kind of problem").format("uri"))
                .addProperty("title", text("The kind of problem in words"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .description("The HTTP status"))
                .addProperty("detail", text("What is wrong this time"))
                .addProperty("remedy", text("What the caller can do about it"))
                .addProperty("field", text("The one field, parameter or header that is wrong"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(violation))
                .addProperty(
                        "related", text("A resource that explains or frees it").format("uri-reference"))
                .addProperty("instance", text("The path that was asked for").format("uri-reference"))
                .addRequired("type")
                .addRequired("title")
                .addRequired("status")
                .addRequired("detail")
                .addRequired("remedy");
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
