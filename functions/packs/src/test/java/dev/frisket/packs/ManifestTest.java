package dev.frisket.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    private static final String NPM = "{\"npm\": \"@some/thing\", \"version\": \"1.2.3\"}";
    private static final String VALID =
            """
            {"version": 1, "name": "sample", "title": "A sample", "family": "sam2", "capabilities": ["points"],
             "licence": "Apache-2.0", "credit": "nobody", "source": {"npm": "@some/thing", "version": "1.2.3"},
             "worker": {"megabytes": 3008, "seconds": 120},
             "optimised": {}, "files": [{"name": "encoder.ort", "role": "encoder", "path": "dist/encoder.ort", "bytes": 3,
                        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                        "inputs": {"image": [1, -1]}, "outputs": {}, "exposed": {}}]}
            """;

    @Test
    void aValidManifestIsRead() {
        Manifest manifest = parse(VALID);

        assertThat(manifest.capabilities()).containsExactly(Capability.POINTS);
        assertThat(manifest.source()).hasToString("@some/thing@1.2.3");
        assertThat(manifest.file("encoder").inputs()).containsEntry("image", TensorSpec.floats(Shape.of(1, Shape.ANY)));
        assertThatIllegalArgumentException().isThrownBy(() -> manifest.file("decoder"));
    }

    @Test
    void filesMayBeCommittedAndTensorsMayHoldBytes() {
        Manifest manifest = parse(VALID.replace(NPM, "{\"origin\": \"made by hand\"}")
                .replace("[1, -1]", "{\"elements\": \"uint8\", \"shape\": [1, -1]}"));

        assertThat(manifest.source()).isEqualTo(new SourceTree("made by hand"));
        assertThat(manifest.file("encoder").inputs())
                .containsEntry("image", new TensorSpec(TensorSpec.Elements.UINT8, Shape.of(1, Shape.ANY)));
    }

    @Test
    void filesMayComeFromAHubWithDigestsThatNobodyTells() {
        Manifest manifest = parse(hub("https://hub.example", "0123456789abcdef0123456789abcdef01234567"));

        assertThat(manifest.source())
                .isInstanceOf(HubRepository.class)
                .asString()
                .startsWith("me/model@0123");
        assertThat(manifest.file("encoder").isPinned()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://hub.example, main",
        "https://hub.example, 0123456789ABCDEF0123456789ABCDEF01234567",
        "https://hub.example/, 0123456789abcdef0123456789abcdef01234567",
        "http://hub.example, 0123456789abcdef0123456789abcdef01234567",
        "http://127.0.0.1.example, 0123456789abcdef0123456789abcdef01234567",
        "file:///etc, 0123456789abcdef0123456789abcdef01234567"
    })
    void aHubThatIsNotEncryptedOrARevisionThatMovesIsRefused(String address, String revision) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(hub(address, revision)));
    }

    private static String hub(String address, String revision) {
        return VALID.replace(
                        NPM,
                        "{\"hub\": \"%s\", \"repository\": \"me/model\", \"revision\": \"%s\"}"
                                .formatted(address, revision))
                .replaceFirst("\"bytes\": 3", "\"bytes\": 0")
                .replaceFirst("\"sha256\": \"[0-9a-f]*\"", "\"sha256\": \"unpublished\"");
    }

    @Test
    void thePacksOfThisTreeAreValid() {
        assertThat(ModelPack.all(Path.of(System.getProperty("models"))))
                .extracting(pack -> pack.manifest().name())
                .contains("coco-ssd", "grounding-dino", "sam2-tiny");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "version": 1, "name"        | "version": 2, "name"
                    "version": 1, "name"        | "name"
                    "version": 1,               | "version": 1, "version": 1,
                    "version": 1,               | "version": null,
                    "version": 1,               | "version": 1.5,
                    "version": 1,               | "version": 1, "colour": "red",
                    "sample"                    | "../sample"
                    ["points"]                  | []
                    ["points"]                  | ["smells"]
                    ["points"]                  | [0]
                    encoder.ort", "role         | ../encoder.ort", "role
                    encoder.ort", "role         | .encoder.ort", "role
                    "bytes": 3                  | "bytes": 0
                    ba7816                      | BA7816
                    ba7816                      | 7816
                    [1, -1]                     | [1, 0]
                    [1, -1]                     | [1, null]
                    @some/thing                 | --registry=elsewhere
                    1.2.3                       | ^1.2.3
                    1.2.3                       | latest
                    "npm": "@some/thing", "ver  | "origin": " ", "ver
                    "npm": "@some/thing", "ver  | "origin": "a hand", "ver
                    "npm": "@some/thing",       |
                    {"npm": "@some/thing", "version": "1.2.3"} | {}
                    {"npm": "@some/thing", "version": "1.2.3"} | {"origin": " "}
                    "megabytes": 3008           | "megabytes": 0
                    "megabytes": 3008,          |
                    "seconds": 120              | "seconds": -1
                    "seconds": 120              | "seconds": 120, "processors": 2
                    "worker": {"megabytes": 3008, "seconds": 120}, |
                    [1, -1]                     | {"elements": "uint8"}
                    [1, -1]                     | {"elements": "int3", "shape": [1]}
                    """)
    void whatIsNotValidIsRefused(String part, @Nullable String other) {
        assertThat(VALID).contains(part);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(VALID.replace(part, Objects.requireNonNullElse(other, ""))));
    }

    @Test
    void twoFilesMustDifferInNameAndRole() {
        String file = VALID.substring(VALID.indexOf("{\"name\": \"encoder"), VALID.indexOf("]}\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(VALID.replace(file, file + ", " + file)))
                .withMessageContaining("same role or name");
    }

    @Test
    void whatFollowsTheManifestIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(VALID + "{}"));
    }

    @Property(tries = 2000)
    void damagedBytesAreReadOrRefusedAndNothingElse(@ForAll Random random) {
        byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertThat(reads(bytes)).isIn(true, false);
    }

    private static boolean reads(byte[] bytes) {
        try {
            return Manifest.parse(bytes).version() == Manifest.VERSION;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Manifest parse(String json) {
        return Manifest.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
