package dev.frisket.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.frisket.access.gateway.NoGatewayKeys;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.ApiKeys;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.segment.model.StandInPacks;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WhoMayCallTest {
    /** {@code $ID} is an ended artwork of the generator. Columns: 401s, then keys of the organization, then others. */
    private static final String TABLE =
            """
            route                                            none basic cut typo unknown revoked generator peer manager admin own videos stranger
            POST /v2/artworks/segmentation                   401  401   401 401  401     401     202       202  202     202   202 403    202
            GET /v2/artworks                                 401  401   401 401  401     401     200       200  200     200   200 403    200
            GET /v2/artworks/$ID                             401  401   401 401  401     401     200       404  404     404   404 403    404
            GET /v2/artworks/$ID/masks                       401  401   401 401  401     401     200       404  404     404   404 403    404
            GET /v2/artworks/0                               401  401   401 401  401     401     400       400  400     400   400 403    400
            GET /v2/artworks/$ID/webhook                     401  401   401 401  401     401     404       404  404     404   404 403    404
            DELETE /v2/artworks/$UNKNOWN                     401  401   401 401  401     401     404       404  404     404   404 403    404
            DELETE /v2/artworks/0                            401  401   401 401  401     401     400       400  400     400   400 403    400
            POST /v2/artworks/$ID/cancel                     401  401   401 401  401     401     409       404  404     404   404 403    404
            POST /v2/organizations/local/webhook-secret      401  401   401 401  401     401     403       403  201     201   201 201    403
            POST /v2/organizations/local/api-keys            401  401   401 401  401     401     403       403  403     201   201 201    403
            GET /v2/organizations/local/api-keys             401  401   401 401  401     401     403       403  403     200   200 200    403
            DELETE /v2/organizations/local/api-keys/$UNKNOWN 401  401   401 401  401     401     403       403  403     404   404 404    403
            DELETE /v2/organizations/local/api-keys/0        401  401   401 401  401     401     403       403  403     400   400 400    403
            GET /v2/organizations/nobody/api-keys            401  401   401 401  401     401     403       403  403     403   403 403    403
            POST /v2/uploads                                 401  401   401 401  401     401     201       201  201     201   201 403    201
            GET /v2/results/$ID/0-00.png                     404  404   404 404  404     404     404       404  404     404   404 404    404
            GET /openapi.json                                200  200   200 200  200     200     200       200  200     200   200 200    200
            GET /health                                      200  200   200 200  200     200     200       200  200     200   200 200    200
            GET /v2/nothing                                  404  404   404 404  404     404     404       404  404     404   404 404    404
            GET /v2                                          404  404   404 404  404     404     404       404  404     404   404 404    404
            DELETE /v2/artworks                              405  405   405 405  405     405     405       405  405     405   405 405    405
            PUT /v2/organizations/local/api-keys             405  405   405 405  405     405     405       405  405     405   405 405    405
            OPTIONS /v2/artworks/$ID                         204  204   204 204  204     204     204       204  204     204   204 204    204
            """;

    private static final Set<String> ARTWORK =
            Set.of("id", "artworkType", "parameters", "duration", "results", "status", "createdAt");
    private static final Set<String> UPLOAD = Set.of("uploadUrl", "headers", "imageUrl", "expiresAt");
    private static final Set<String> ERROR = Set.of("message", "statusCode", "error");
    private static final Set<String> KEY = Set.of("id", "name", "scope", "domains", "createdAt");
    private static final Set<String> NEW_KEY = Set.of("id", "key", "name", "scope", "domains", "createdAt");
    private static final Map<Integer, String> REASONS = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            404, "Not Found",
            405, "Method Not Allowed",
            409, "Conflict");

    @TempDir
    private static Path folder;

    private static RunningStack stack;
    private static PictureHost pictures;
    private static HttpCalls calls;
    private static Callers callers;
    private static String artwork;

    record Row(String route, String caller, int status) {}

    @BeforeAll
    static void start() throws Exception {
        try (DataFolder data = DataFolder.open(folder);
                Services services = Services.embedded(data)) {
            callers = Callers.issue(
                    new ApiKeys(new ApiKeyStore(services.control()), new NoGatewayKeys(), Clock.systemUTC()));
        }
        pictures = new PictureHost();
        stack = RunningStack.start(
                new Settings(0, Callers.OWN, folder),
                new StandInPacks(),
                AddressPolicy.ALLOW_PRIVATE,
                Clock.systemUTC());
        calls = HttpCalls.of(stack.address());
        HttpResponse<String> made =
                send("POST /v2/artworks/segmentation", callers.authorization("generator"), segmentation());
        artwork = HttpCalls.json(made).get("id").textValue();
        awaitEnd("/v2/artworks/" + artwork, callers.authorization("generator"));
    }

    @AfterAll
    static void stop() {
        stack.close();
        pictures.close();
    }

    static Stream<Row> rows() {
        List<String> lines = TABLE.lines().toList();
        List<String> callers = List.of(lines.get(0).split("\\s+"));
        return lines.stream().skip(1).flatMap(line -> {
            List<String> cells = List.of(line.split("\\s+"));
            return callers.stream()
                    .skip(1)
                    .map(caller -> new Row(
                            cells.get(0) + " " + cells.get(1),
                            caller,
                            Integer.parseInt(cells.get(callers.indexOf(caller) + 1))));
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRouteAnswersEachCallerAsTheContractSays(Row row) throws Exception {
        String authorization = callers.authorization(row.caller());
        HttpResponse<String> answer = send(row.route(), authorization, body(row.route()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(row.status());
        assertShape(row, answer);
        String shown = answer.body().replaceFirst("\"uploadUrl\":\"[^\"]*\"", ""); // it leads to the bucket
        assertThat(shown)
                .doesNotContain("arn:", "Exception", "\tat ", "dev.frisket", Buckets.CONTROL)
                .doesNotContain(Buckets.DATA);
        if (authorization != null) {
            assertThat(answer.body()).doesNotContain(authorization.replaceAll(".* ", ""));
        }
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValue("Location,Retry-After,Preference-Applied");
    }

    @Test
    void aKeyWorksAsSoonAsItIsMadeAndNotLongerThanUntilItIsRevoked() throws Exception {
        String admin = callers.authorization("admin");
        JsonNode made = HttpCalls.json(
                send("POST /v2/organizations/local/api-keys", admin, body("POST /v2/organizations/local/api-keys")));
        String bearer = "Bearer " + made.get("key").textValue();
        assertThat(send("GET /v2/artworks", bearer, null).statusCode()).isEqualTo(200);

        String key = "DELETE /v2/organizations/local/api-keys/" + made.get("id").textValue();
        HttpResponse<String> deleted = send(key, admin, null);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(send("GET /v2/artworks", bearer, null).statusCode()).isEqualTo(401);
        assertThat(send(key, admin, null).statusCode()).isEqualTo(404);
    }

    private static void assertShape(Row row, HttpResponse<String> answer) {
        if (answer.statusCode() == 204) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        JsonNode json = HttpCalls.json(answer);
        if (answer.statusCode() >= 400) {
            assertFields(json, ERROR);
            assertThat(json.get("statusCode").intValue()).isEqualTo(answer.statusCode());
            assertThat(json.get("error").textValue()).isEqualTo(REASONS.get(answer.statusCode()));
            return;
        }
        switch (row.route()) {
            case "POST /v2/artworks/segmentation", "GET /v2/artworks/$ID" -> assertFields(json, ARTWORK);
            case "GET /v2/artworks/$ID/masks" -> assertFields(json, Set.of("masks"));
            case "GET /v2/artworks" -> json.forEach(each -> assertFields(each, ARTWORK));
            case "POST /v2/uploads" -> assertFields(json, UPLOAD);
            case "POST /v2/organizations/local/webhook-secret" -> assertFields(json, Set.of("secret"));
            case "POST /v2/organizations/local/api-keys" -> assertFields(json, NEW_KEY);
            case "GET /v2/organizations/local/api-keys" -> json.forEach(each -> assertFields(each, KEY));
            case "GET /health" -> assertFields(json, Set.of("status", "version", "commit"));
            default -> assertThat(json.path("openapi").textValue()).startsWith("3.1");
        }
    }

    private static void assertFields(JsonNode json, Set<String> names) {
        assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(names);
    }

    private static @Nullable String body(String route) {
        return switch (route) {
            case "POST /v2/artworks/segmentation" -> segmentation();
            case "POST /v2/uploads" -> "{\"contentType\": \"image/png\", \"size\": 5}";
            case "POST /v2/organizations/local/api-keys" ->
                "{\"name\": \"robot\", \"scope\": \"generator\", \"domains\": [\"artworks\"]}";
            default -> null;
        };
    }

    private static String segmentation() {
        return "{\"imageUrl\": \"%s\", \"method\": \"points\", \"pointsPositive\": {\"points\": [[0.5, 0.5]]}}"
                .formatted(pictures.address());
    }

    private static void awaitEnd(String path, @Nullable String authorization) throws Exception {
        for (int look = 0; look < 600; look++) {
            if (HttpCalls.json(send("GET " + path, authorization, null))
                    .get("status")
                    .textValue()
                    .equals("succeeded")) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the artwork did not end");
    }

    private static HttpResponse<String> send(String route, @Nullable String authorization, @Nullable String body)
            throws Exception {
        String[] parts = route.split(" ", 2);
        String path = parts[1].replace("$UNKNOWN", "00000000-0000-4000-8000-00000000ffff")
                .replace("$ID", artwork == null ? "" : artwork);
        return calls.send(parts[0], path, authorization, body);
    }
}
