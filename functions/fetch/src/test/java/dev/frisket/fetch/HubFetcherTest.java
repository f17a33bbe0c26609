package dev.frisket.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frisket.core.id.Sha256;
import dev.frisket.packs.HubRepository;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubFetcherTest {
    private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
    private static final byte[] MODEL = new byte[300_000];

    static {
        new Random(1).nextBytes(MODEL);
    }

    @TempDir
    private Path models;

    private final List<String> progress = new ArrayList<>();
    private final HubServer hub = new HubServer(MODEL);

    HubFetcherTest() throws IOException {}

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aFileIsFetchedThroughTheRedirectAndItsDigestRecorded() throws IOException {
        ModelPack fetched = fetch();

        assertThat(hub.asked)
                .containsExactly("/me/model/resolve/" + REVISION + "/onnx/model.onnx", "/bytes?signed=yes");
        assertThat(file()).hasBinaryContent(MODEL);
        assertThat(fetched.manifest().file("detector").bytes()).isEqualTo(MODEL.length);
        assertThat(fetched.manifest().file("detector").sha256()).isEqualTo(Sha256.hex(file()));
        fetched.verify();
        assertThat(progress).last().asString().contains("recorded in manifest.lock.json");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() throws IOException {
        fetch();
        hub.asked.clear();

        fetch();

        assertThat(hub.asked).isEmpty();
    }

    @Test
    void aDroppedConnectionIsContinuedWhereItEnded() throws IOException {
        hub.dropAfter = 130_000;

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
        // How many of the bytes sent before a drop arrive depends on both ends of the connection.
        List<Integer> starts = hub.asked.stream()
                .filter(line -> line.startsWith("/bytes"))
                .map(line -> line.replaceFirst("^[^=]*=yes ?(bytes=)?(\\d*)-?$", "0$2"))
                .map(Integer::valueOf)
                .toList();
        assertThat(starts).startsWith(0).hasSizeGreaterThanOrEqualTo(3).isSorted();
        assertThat(starts.get(1)).isPositive();
    }

    @Test
    void anInterruptedFetchIsContinuedByTheNext() throws IOException {
        Files.write(part(), Arrays.copyOf(MODEL, 100_000));

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
        assertThat(hub.asked).last().isEqualTo("/bytes?signed=yes bytes=100000-");
    }

    @Test
    void aServerWithoutRangesSendsTheWholeFile() throws IOException {
        hub.ranges = false;
        Files.write(part(), new byte[100_000]);

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
    }

    @Test
    void aFileThatHadCompletelyComeIsTaken() throws IOException {
        Files.write(part(), MODEL);

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
    }

    @Test
    void whatIsKeptButTooLongIsFetchedFromTheBeginning() throws IOException {
        Files.write(part(), new byte[MODEL.length + 1]);

        fetch();

        assertThat(file()).hasBinaryContent(MODEL);
    }

    @Test
    void anotherDigestThanTheHubTellsIsNotUsed() {
        hub.digest = "0".repeat(64);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::fetch)
                .withMessageContaining("the hub says 000")
                .withMessageContaining("not used");
        assertThat(file()).doesNotExist();
        assertThat(models.resolve("sample/.model.onnx.part")).doesNotExist();
        assertThat(models.resolve("sample/manifest.lock.json")).doesNotExist();
    }

    @Test
    void anotherFileThanAtTheFirstFetchIsNotUsed() throws IOException {
        fetch();
        Files.delete(file());
        try (HubServer other = new HubServer(new byte[MODEL.length])) {
            ModelPack pack = ModelPack.read(models, "sample");

            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> fetcher().fetch(pack, source().on(other.address())))
                    .withMessageContaining("the manifest or its lock says "
                            + pack.manifest().file("detector").sha256());
        }
        assertThat(file()).doesNotExist();
    }

    @Test
    void aFileChangedAfterwardsIsNoticed() throws IOException {
        ModelPack fetched = fetch();
        Files.write(file(), new byte[MODEL.length]);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(fetched::verify)
                .withMessageContaining("models fetch sample");
    }

    @Test
    void aFilePutThereByHandIsRecorded() throws IOException {
        ModelPack pack = pack();
        Files.write(file(), MODEL);

        fetcher().fetch(pack, source());

        assertThat(hub.asked).isEmpty();
        ModelPack.read(models, "sample").verify();
    }

    @Test
    void aHubThatCannotBeReachedIsSaidWithTheWaysOut() throws IOException {
        hub.close();

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::fetch)
                .withMessageContaining("can't be reached")
                .withMessageContaining("--hub")
                .withMessageContaining("proxyHost")
                .withMessageContaining(models.resolve("sample").toString());
        assertThat(progress).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void aRefusalIsSaidAtOnce(int status) {
        hub.refusal = status;

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::fetch)
                .withMessageContaining("status " + status);
        assertThat(hub.asked).hasSize(1);
    }

    @Test
    void aBusyHubIsAskedAgain() {
        hub.refusal = 503;

        assertThatExceptionOfType(ModelException.class).isThrownBy(this::fetch).withMessageContaining("status 503");
        assertThat(hub.asked).hasSize(5);
    }

    @Test
    void theBuildNeitherFetchesNorMissesIt() throws IOException {
        pack();

        FetchModels.main(new String[] {models.toString()});

        assertThat(hub.asked).isEmpty();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> ModelFetcher.ofThisMachine(progress::add).fetch(pack()))
                .withMessageContaining("models fetch sample");
    }

    private ModelPack fetch() throws IOException {
        fetcher().fetch(pack(), source());
        return ModelPack.read(models, "sample");
    }

    private HubFetcher fetcher() {
        return new HubFetcher(HttpClient.newHttpClient(), Duration.ofMillis(1), progress::add);
    }

    private HubRepository source() {
        return new HubRepository(hub.address(), "me/model", REVISION);
    }

    private ModelPack pack() throws IOException {
        Path folder = Files.createDirectories(models.resolve("sample"));
        Files.writeString(
                folder.resolve(ModelPack.MANIFEST),
                """
                {"version": 1, "name": "sample", "title": "A sample", "family": "grounding-dino",
                 "capabilities": ["text"], "licence": "Apache-2.0", "credit": "nobody",
                 "source": {"hub": "%s", "repository": "me/model", "revision": "%s"},
                 "worker": {"megabytes": 3008, "seconds": 120},
                 "optimised": {}, "files": [{"name": "model.onnx", "role": "detector", "path": "onnx/model.onnx", "bytes": 0,
                            "sha256": "unpublished", "inputs": {}, "outputs": {}, "exposed": {}}]}
                """
                        .formatted(hub.address(), REVISION));
        return ModelPack.read(models, "sample");
    }

    private Path file() {
        return models.resolve("sample/model.onnx");
    }

    private Path part() throws IOException {
        Files.createDirectories(models.resolve("sample"));
        return models.resolve("sample/.model.onnx.part");
    }
}
