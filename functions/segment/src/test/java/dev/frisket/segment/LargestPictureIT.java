package dev.frisket.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.frisket.core.Events;
import dev.frisket.core.Soak;
import dev.frisket.core.TestContext;
import dev.frisket.core.artwork.Artwork;
import dev.frisket.core.artwork.Artworks;
import dev.frisket.core.artwork.BoxesParameters;
import dev.frisket.core.artwork.CutoutFormat;
import dev.frisket.core.artwork.MaskParameters;
import dev.frisket.core.artwork.Method;
import dev.frisket.core.artwork.OutputFormat;
import dev.frisket.core.artwork.Parameters;
import dev.frisket.core.artwork.Point;
import dev.frisket.core.artwork.PointGroup;
import dev.frisket.core.artwork.PointsParameters;
import dev.frisket.core.artwork.State;
import dev.frisket.core.artwork.TextParameters;
import dev.frisket.core.bucket.InMemoryBucket;
import dev.frisket.core.queue.InMemoryQueue;
import dev.frisket.core.queue.Job;
import dev.frisket.core.store.ArtworkStore;
import dev.frisket.segment.embedding.StoredEmbeddings;
import dev.frisket.segment.onnx.OnnxPacks;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

/**
 * The whole worker with the real model on the largest picture: three masks, grown and blurred, in Lambda's memory.
 * First as an interlaced PNG file, since such ones are decoded in full, then as a JPEG file. Then both again with the cut-outs of
 * the masks, as PNG and as WebP.
 */
class LargestPictureIT {
    private static final int SIDE = 8000;
    private static final List<String> FORMATS = List.of("png", "jpeg");
    private static final List<CutoutFormat> CUTOUTS =
            List.of(CutoutFormat.NONE, CutoutFormat.NONE, CutoutFormat.PNG, CutoutFormat.WEBP);

    /** Index of the first of them to run: cut-outs take more memory than masks alone. */
    private static final int FIRST = Soak.size(2, 0);

    /** Of the template's 3,008 MB; the rest is left to Lambda's runtime. */
    private static final long MEGABYTES = 2_900;

    private static final Path FOLDER = Path.of("target");

    @Test
    void threeMasksOfA64MegapixelPictureFitTheSmallestWorker() throws Exception {
        ProcessMemory.assumeKnown();
        draw();
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", // as in java.options, with 40 % of 3,008 MB
                        "-Xmx1203m",
                        "-Dmodels=" + System.getProperty("models"),
                        "-Devents=" + System.getProperty("events"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LargestPictureIT.class.getName(),
                        Integer.toString(FIRST))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(worker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("64 megapixels, then the peak of resident memory in MB:\n" + output);

        assertThat(worker.waitFor()).isZero();
        List<String> lines = output.lines().toList();
        int pictures = CUTOUTS.size() - FIRST;
        assertThat(lines).hasSize(pictures + 1);
        assertThat(lines.subList(0, pictures)).allMatch(line -> line.startsWith("succeeded"));
        assertThat(Long.parseLong(lines.get(pictures))).isLessThan(MEGABYTES);
    }

    private static void draw() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = image.createGraphics();
        for (int stripe = 0; stripe < SIDE; stripe += 10) {
            pen.setColor(new Color(stripe * 255 / SIDE, 90, 255 - stripe * 255 / SIDE));
            pen.fillRect(stripe, 0, 10, SIDE);
        }
        pen.setColor(Color.WHITE);
        pen.fillOval(SIDE / 4, SIDE / 4, SIDE / 2, SIDE / 2);
        for (String format : FORMATS) {
            ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
            ImageWriteParam interlaced = writer.getDefaultWriteParam();
            interlaced.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            try (OutputStream file = Files.newOutputStream(picture(format));
                    ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(image, null, null), interlaced);
            }
        }
    }

    /**
     * The measured process: prints how each picture ended, and finally its peak memory.
     *
     * @param arguments index of the first picture
     */
    public static void main(String[] arguments) throws IOException {
        InMemoryBucket objects = new InMemoryBucket();
        ArtworkStore artworks = new ArtworkStore(objects, Clock.systemUTC());
        try (OnnxPacks packs = OnnxPacks.open(Path.of(System.getProperty("models")), List.of("sam2-tiny"), 2)) {
            SegmentHandler handler = new SegmentHandler(
                    LargestPictureIT::read,
                    packs,
                    new StoredEmbeddings(objects),
                    UnkeptFiles.over(objects),
                    new InMemoryQueue<>(),
                    new InMemoryQueue<>(),
                    Clock.systemUTC());
            for (int i = Integer.parseInt(arguments[0]); i < CUTOUTS.size(); i++) {
                Artwork artwork = artworks.create(artwork(i));
                SQSEvent event = Events.read("segment-job", SQSEvent.class);
                event.getRecords().get(0).setBody(new Job(artwork.id(), artwork.keyId()).write());
                handler.handleRequest(event, new TestContext());
                State end = artworks.find(artwork.keyId(), artwork.id())
                        .map(Artwork::state)
                        .orElseThrow();
                System.out.println(
                        end instanceof State.Succeeded success ? "succeeded in " + success.duration() : end.toString());
            }
        }
        System.out.println(ProcessMemory.peakMegabytes());
    }

    private static Path picture(String format) {
        return FOLDER.resolve("largest." + format);
    }

    private static byte[] read(String format) {
        try {
            return Files.readAllBytes(picture(format));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Artwork artwork(int number) {
        Artwork any = Artworks.starting("key1", Clock.systemUTC().instant());
        Parameters parameters = new Parameters(
                FORMATS.get(number % FORMATS.size()),
                Method.POINTS,
                TextParameters.DEFAULTS,
                new PointsParameters(new PointGroup(List.of(new Point(0.5, 0.5)), null), null, number % 2, true, false),
                BoxesParameters.DEFAULTS,
                new MaskParameters(256, number % 2 == 0, 30, 100),
                OutputFormat.AUTO,
                CUTOUTS.get(number),
                null);
        return new Artwork(
                any.id(), any.keyId(), any.organization(), any.apiUrl(), parameters, any.deadline(), any.state());
    }
}
