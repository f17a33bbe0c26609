package dev.frisket.segment;

import static dev.frisket.segment.WorkerFixture.UNTOUCHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.TestBackend;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.PictureLimits;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.UploadId;
import dev.frisket.core.store.ObjectKeys;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UploadedPictureTest {
    private final UploadId upload = UploadId.create(TestBackend.NOW, new Random(1));
    private final WorkerFixture work = new WorkerFixture(Artworks.uploaded("key1", TestBackend.NOW, upload));

    @Test
    void anUploadIsReadFromTheBucketAndNeverOverTheWeb() {
        put("key1", PictureFiles.png(64, 48));

        assertThat(end()).isInstanceOf(State.Succeeded.class);
    }

    @Test
    void aMissingUploadFailsTheArtworkAtOnceAndAnotherKeysIsMissing() {
        put("key2", PictureFiles.png(64, 48));

        assertThat(end()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .isEqualTo("The uploaded picture is gone, which is kept for 24 hours; upload it again and send a"
                        + " new request."));
    }

    @Test
    void anUploadOver25MegabytesFailsAsAFetchedPictureDoes() {
        put("key1", new byte[PictureLimits.MAX_BYTES + 1]);

        assertThat(end()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.error())
                .isEqualTo("The picture has more than 25 MB; send a smaller file."));
    }

    private void put(String keyId, byte[] file) {
        work.data.put(ObjectKeys.upload(keyId, upload), file, "image/png");
    }

    private State end() {
        assertThat(work.done(UNTOUCHED, 1)).isTrue();
        return work.state();
    }
}
