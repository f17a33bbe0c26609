package dev.frisket.local.command;

import dev.frisket.segment.model.ModelPacks;
import dev.frisket.segment.model.StandInPacks;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs {@code segment} on small black pictures, with models that take no time; each run clears what it printed before. */
abstract class SegmentRuns {
    static final System.Logger LOG = System.getLogger("dev.frisket.segment.Decoder");

    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    int opened;

    @TempDir
    Path folder;

    Path photos;
    Path masks;
    String picture;
    String mask;

    @BeforeEach
    void drawPictures() throws IOException {
        photos = Files.createDirectory(folder.resolve("photos"));
        Files.createDirectory(photos.resolve("sub"));
        for (String name : List.of("b.png", "a.JPG", "sub/c.png")) {
            draw(photos.resolve(name));
        }
        Files.writeString(photos.resolve("notes.txt"), "no picture");
        Files.writeString(photos.resolve(".hidden.png"), "no picture");
        masks = folder.resolve("masks");
        picture = photos.resolve("b.png").toString();
        mask = folder.resolve("mask.png").toString();
    }

    static void draw(Path file) throws IOException {
        String format = file.toString().endsWith("JPG") ? "jpg" : "png";
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), format, file.toFile());
    }

    /** Runs it with one point in the middle. */
    int run(Object... arguments) {
        List<String> line = new ArrayList<>(List.of("--point", "0.5,0.5"));
        Arrays.stream(arguments).map(Object::toString).forEach(line::add);
        return command(line.toArray(String[]::new));
    }

    int command(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Frisket.reportingFailures(new CommandLine(new SegmentCommand(this::open)));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private ModelPacks open(List<String> names) {
        opened++;
        LOG.log(Level.WARNING, "a decoder gave up", new OutOfMemoryError());
        return new StandInPacks();
    }
}
