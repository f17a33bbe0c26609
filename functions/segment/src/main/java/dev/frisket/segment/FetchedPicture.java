package dev.frisket.segment;

import dev.frisket.core.log.Work;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.embedding.EmbeddingKey;
import dev.frisket.segment.embedding.EncodedPicture;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.picture.PictureDecoder;
import dev.frisket.segment.picture.PictureException;
import dev.frisket.segment.picture.SourceImage;
import org.jspecify.annotations.Nullable;

/** A picture of which as little is worked out as prompts need: one that was encoded lately is not even decoded. */
final class FetchedPicture {
    private final byte[] file;
    private final MaskModel model;
    private final EmbeddingCache cache;
    private final EmbeddingKey key;
    private @Nullable SourceImage pixels;
    private @Nullable EncodedPicture encoded;

    /**
     * Looks at a picture.
     *
     * @param organization whose artwork it belongs to
     * @throws PictureException if it is none that can be segmented
     */
    FetchedPicture(byte[] file, String organization, MaskModel model, EmbeddingCache cache) throws PictureException {
        this.file = file;
        this.model = model;
        this.cache = cache;
        this.key = EmbeddingKey.of(organization, model.digest(), file);
        this.encoded = cache.find(key).orElse(null);
        if (encoded == null) {
            pixels();
        }
    }

    int width() throws PictureException {
        return encoded == null ? pixels().width() : encoded.width();
    }

    int height() throws PictureException {
        return encoded == null ? pixels().height() : encoded.height();
    }

    SourceImage pixels() throws PictureException {
        if (pixels == null) {
            long began = System.nanoTime();
            pixels = PictureDecoder.decode(file);
            Work.over("Decode", began);
        }
        return pixels;
    }

    Embedding embedding() throws PictureException {
        if (encoded == null) {
            SourceImage picture = pixels();
            encoded =
                    cache.make(key, () -> new EncodedPicture(picture.width(), picture.height(), model.encode(picture)));
        }
        return encoded.embedding();
    }
}
