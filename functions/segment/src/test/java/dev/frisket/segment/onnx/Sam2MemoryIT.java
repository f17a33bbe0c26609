package dev.frisket.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Soak;
import dev.frisket.core.artwork.Point;
import dev.frisket.packs.Capability;
import dev.frisket.segment.ProcessMemory;
import dev.frisket.segment.model.Embedding;
import dev.frisket.segment.model.MaskModel;
import dev.frisket.segment.model.PointsPrompt;
import dev.frisket.segment.picture.SourceImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Resident memory of a process that segments one picture after another. */
class Sam2MemoryIT {
    private static final int PICTURES = Soak.size(6, 12);
    private static final int SETTLED = 3;
    private static final long SLACK_MEGABYTES = 50;

    @Test
    void residentMemoryIsFlatAfterTheThirdPicture() throws Exception {
        ProcessMemory.assumeKnown();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dmodels=" + System.getProperty("models"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Sam2MemoryIT.class.getName(),
                        Integer.toString(PICTURES))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        List<Long> megabytes = output.lines().map(Long::valueOf).toList();
        System.out.println("Resident memory after each of " + PICTURES + " pictures, MB: " + megabytes);
        assertThat(megabytes).hasSize(PICTURES);
        assertThat(megabytes.subList(SETTLED, PICTURES)).allSatisfy(later -> assertThat(later)
                .isLessThanOrEqualTo(megabytes.get(SETTLED - 1) + SLACK_MEGABYTES));
    }

    /** The measured process: prints its resident memory after each picture. */
    public static void main(String[] arguments) throws IOException {
        int pictures = Integer.parseInt(arguments[0]);
        Random random = new Random(7);
        List<Point> points = new ArrayList<>(List.of(new Point(0.5, 0.5)));
        try (OnnxPacks packs = OnnxPacks.open(Path.of(System.getProperty("models")), List.of("sam2-tiny"), 2)) {
            MaskModel model = packs.find(Capability.POINTS, MaskModel.class).orElseThrow();
            for (int i = 0; i < pictures; i++) {
                Embedding embedding = model.encode(noise(100 + 150 * (i % 7), 100 + 200 * (i % 5), random));
                points.add(new Point(random.nextDouble(), random.nextDouble()));
                model.decode(embedding, new PointsPrompt(points, List.of(), i % 4, i % 2 == 0, true));
                System.gc();
                System.out.println(ProcessMemory.residentMegabytes());
            }
        }
    }

    private static SourceImage noise(int width, int height, Random random) {
        byte[] rgb = new byte[3 * width * height];
        random.nextBytes(rgb);
        return new SourceImage(width, height, rgb);
    }
}
