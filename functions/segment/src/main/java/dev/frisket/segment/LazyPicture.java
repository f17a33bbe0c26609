package dev.frisket.segment;

import dev.frisket.core.artwork.UsedEmbedding;
import dev.frisket.core.log.Work;
import dev.frisket.segment.embedding.EmbeddingCache;
import dev.frisket.segment.embedding.EmbeddingKey;
import dev.frisket.segment.embedding.EncodedPicture;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.picture.PictureDecoder;
import dev.frisket.segment.picture.PictureException;
import dev.frisket.segment.picture.ReducedPicture;
import dev.frisket.segment.picture.SourceImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A picture decoded and encoded only as far as a prompt needs: with a cached embedding it is not even decoded. */
final class LazyPicture {
    private final byte[] file;
    private final int enoughPixels;
    private final @Nullable Encoder encoder;
    private @Nullable ReducedPicture draft;
    private @Nullable EncodedPicture encoded;

    /** Encodes the picture unless its embedding is cached. */
    private record Encoder(MaskModel model, EmbeddingCache cache, EmbeddingKey key) {}

    /**
     * Prepares a picture for prompts to a model that encodes it.
     *
     * @param organization owner of the artwork
     * @throws PictureException if the picture can't be segmented
     */
    LazyPicture(byte[] file, String organization, MaskModel model, EmbeddingCache cache) throws PictureException {
        this.file = file;
        this.enoughPixels = model.enoughPixels();
        EmbeddingKey key = EmbeddingKey.of(organization, model.digest(), file);
        this.encoder = new Encoder(model, cache, key);
        this.encoded = cache.find(key).orElse(null);
        if (encoded == null) {
            draft();
        }
    }

    /**
     * Prepares a picture that is not encoded.
     *
     * @param enoughPixels to which each side may be reduced
     * @throws PictureException if the picture can't be segmented
     */
    LazyPicture(byte[] file, int enoughPixels) throws PictureException {
        this.file = file;
        this.enoughPixels = enoughPixels;
        this.encoder = null;
        draft();
    }

    int width() throws PictureException {
        return encoded == null ? draft().width() : encoded.width();
    }

    int height() throws PictureException {
        return encoded == null ? draft().height() : encoded.height();
    }

    /** The picture for the models, possibly reduced; masks have the size {@link #width} x {@link #height}. */
    SourceImage image() throws PictureException {
        return draft().image();
    }

    private ReducedPicture draft() throws PictureException {
        if (draft == null) {
            long began = System.nanoTime();
            draft = PictureDecoder.draft(file, enoughPixels);
            Work.record("Decode", began);
        }
        return draft;
    }

    /** The cached embedding of the picture; null if none was needed so far, or none is cached. */
    @Nullable
    UsedEmbedding usedEmbedding() {
        return encoder == null || encoded == null
                ? null
                : encoder.cache.used(encoder.key).orElse(null);
    }

    /** The whole picture at full size, of which this object keeps nothing; to be called last. */
    SourceImage whole() throws PictureException {
        ReducedPicture made = draft;
        draft = null;
        if (made != null && made.image().width() == made.width() && made.image().height() == made.height()) {
            return made.image();
        }
        long began = System.nanoTime();
        SourceImage whole = PictureDecoder.decode(file);
        Work.record("DecodeFull", began);
        return whole;
    }

    /** The picture's embedding, by the model given to the constructor. */
    Embedding embedding() throws PictureException {
        if (encoded == null) {
            ReducedPicture picture = draft();
            MaskModel model = Objects.requireNonNull(encoder).model;
            encoded = encoder.cache.make(
                    encoder.key,
                    () -> new EncodedPicture(picture.width(), picture.height(), model.encode(picture.image())));
        }
        return encoded.embedding();
    }
}
