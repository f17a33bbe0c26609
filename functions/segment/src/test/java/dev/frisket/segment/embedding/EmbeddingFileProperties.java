package dev.frisket.segment.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.segment.model.Embedding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32C;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A stored embedding is read back unchanged, or not at all. */
class EmbeddingFileProperties {
    private static final EmbeddingKey KEY = EmbeddingKey.of("acme", "0".repeat(64), new byte[] {1, 2, 3});
    private static final byte[] FILE = EmbeddingFile.write(
            KEY, new EncodedPicture(640, 480, new Embedding(Map.of("a", new short[] {1, 2, -3}, "bc", new short[4]))));

    @Property
    void whatWasWrittenIsRead(
            @ForAll @IntRange(min = 1) int width, @ForAll @IntRange(min = 1) int height, @ForAll short[] halves) {
        Embedding embedding = new Embedding(Map.of("image_embed", halves, "none", new short[0]));

        EncodedPicture read = EmbeddingFile.read(
                        KEY, EmbeddingFile.write(KEY, new EncodedPicture(width, height, embedding)))
                .orElseThrow();

        assertThat(read.width()).isEqualTo(width);
        assertThat(read.height()).isEqualTo(height);
        assertThat(read.embedding().tensors()).containsOnlyKeys("image_embed", "none");
        assertThat(read.embedding().tensors().get("image_embed")).isEqualTo(halves);
    }

    /** The file's bytes were assembled by hand, from the description of the format. */
    @Example
    void theFirstVersionOfAStoredEmbeddingIsStillRead() throws IOException {
        byte[] stored;
        try (InputStream file = EmbeddingFileProperties.class.getResourceAsStream("embedding-v1.bin")) {
            stored = file.readAllBytes();
        }

        EncodedPicture read = EmbeddingFile.read(KEY, stored).orElseThrow();

        assertThat(read.width()).isEqualTo(640);
        assertThat(read.height()).isEqualTo(480);
        assertThat(read.embedding().tensors()).containsOnlyKeys("image_embed", "high_res_feats_0");
        assertThat(read.embedding().tensors().get("image_embed")).containsExactly(1, 2, -3);
        assertThat(read.embedding().tensors().get("high_res_feats_0")).containsExactly(0, 0x3c00, 0x7bff, -0x8000);
    }

    @Property
    void anyChangedByteIsNoticed(@ForAll @IntRange(max = 1 << 20) int at, @ForAll byte value) {
        byte[] changed = FILE.clone();
        int place = at % FILE.length;
        changed[place] = value;

        assertThat(EmbeddingFile.read(KEY, changed).isPresent()).isEqualTo(value == FILE[place]);
    }

    @Example
    void everyCutIsNoticed() {
        for (int end = 0; end < FILE.length; end++) {
            assertThat(EmbeddingFile.read(KEY, Arrays.copyOf(FILE, end)))
                    .as("%d bytes", end)
                    .isEmpty();
        }
    }

    @Property
    void anotherPicturesEmbeddingIsNotTaken(@ForAll @Size(max = 8) byte[] picture) {
        EmbeddingKey other = EmbeddingKey.of("acme", KEY.model(), picture);

        assertThat(EmbeddingFile.read(other, FILE).isPresent()).isEqualTo(other.equals(KEY));
        assertThat(EmbeddingFile.read(new EmbeddingKey("evil", KEY.model(), KEY.picture()), FILE))
                .isEmpty();
    }

    /** As written by another version of this program, or by an attacker who computes checksums. */
    @Property
    void nonsenseWithTheRightChecksumIsNoEmbedding(
            @ForAll @IntRange(max = 1 << 20) int at, @ForAll int number, @ForAll @IntRange(max = 40) int cut) {
        byte[] changed = Arrays.copyOf(FILE, FILE.length - cut);
        ByteBuffer file = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(at % (changed.length - 3), number);
        CRC32C checksum = new CRC32C();
        checksum.update(changed, 0, changed.length - 4);
        file.putInt(changed.length - 4, (int) checksum.getValue());

        EmbeddingFile.read(KEY, changed)
                .ifPresent(read -> assertThat(read.embedding().bytes()).isLessThan(changed.length));
    }
}
