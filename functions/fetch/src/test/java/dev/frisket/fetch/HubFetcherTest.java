package dev.frisket.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.frisket.core.id.Sha256;
import dev.frisket.packs.ModelException;
import dev.frisket.packs.ModelPack;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched from a hub, and what is not used. */
class HubFetcherTest extends HubFetches {
    HubFetcherTest() throws IOException {}

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
    void anotherDigestThanTheHubTellsIsNotUsed() {
        hub.digest = "0".repeat(64);

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(this::fetch)
                .withMessageContaining("the hub specifies 000")
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
                    .withMessageContaining("the manifest or its lock specifies "
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
}
