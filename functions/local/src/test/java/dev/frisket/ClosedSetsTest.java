package dev.frisket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A new constant of a closed set does not compile until everything that depends on the set has decided about it. */
class ClosedSetsTest {
    private static final MainSources SOURCES = MainSources.read();
    private static final String SWITCH = "the switch expression does not cover all possible input values";

    @ParameterizedTest
    @CsvSource({
        "Method, 'BOXES;', 'BOXES, SCRIBBLE;', MaskPredictor ParametersJson RequestReader SegmentOptions",
        "OutputFormat, 'WEBP;', 'WEBP, AVIF;', OutputFormat",
        "CutoutFormat, 'WEBP;', 'WEBP, AVIF;', CutoutFormat",
        "MaskFormat, '16_383);', '16_383), AVIF(\"avif\", \"image/avif\", 65_536);', Cutout CutoutFormat EncodedMask OutputFormat",
        "State, 'CANCELED;', 'CANCELED, PAUSED;', ArtworkJson State",
        "Capability, '    TEXT(', '    SCRIBBLE(\"scribble\"), TEXT(', ModelPacks",
        "OnnxFamily, '(\"grounding-dino\");', '(\"grounding-dino\"), CLIPSEG(\"clipseg\");', OnnxFamily",
        "Route, 'ANYBODY;', 'ANYBODY, KEY_TO_DELETE;', Route",
    })
    void aNewConstantBreaksEveryDecision(String type, String last, String more, String deciding) {
        List<String> errors = SOURCES.concernedBy(type)
                .with(
                        type + ".java",
                        source -> source.replaceFirst(Pattern.quote(last), Matcher.quoteReplacement(more)))
                .errors();

        assertThat(errors)
                .containsExactlyElementsOf(List.of(deciding.split(" ")).stream()
                        .map(file -> file + ".java: " + SWITCH)
                        .toList());
    }

    @Test
    void aNewStateBreaksWhatIsWrittenOfStates() {
        List<String> errors = SOURCES.concernedBy("State")
                .with("State.java", source -> source.replace("R canceled(", "R paused(State state);\n\nR canceled("))
                .errors();

        assertThat(errors)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("ArtworkJson.java: ")
                .contains("paused");
    }

    @Test
    void nothingDecidesAboutAClosedSetByAWayThatIgnoresNewMembers() {
        assertThat(openDecisions(SOURCES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int open() { return switch (this) { case STARTING -> 1; default -> 2; }; }",
                "void open() { switch (this) { case STARTING -> terminal(); } }",
                "boolean open() { return this == STARTING; }",
                "boolean open() { return STARTING != this; }",
                "boolean open() { return equals(STARTING); }",
                "boolean open() { return STARTING.equals(this); }",
                "Object open(State state) { return (Failed) state; }",
                "int open(State state) { return state instanceof Failed ? 1 : 2; }",
                "void open(State state) { if (state instanceof Failed) { terminal(); } else { value(); } }",
            })
    void eachOfThoseWaysIsFound(String method) {
        MainSources open = SOURCES.only("State.java")
                .with("State.java", source -> source.replaceFirst("CANCELED;", "CANCELED;\n" + method));

        assertThat(openDecisions(open)).hasSize(1).first().asString().matches("State.java:[0-9]+: .*State.*");
    }

    private static List<String> openDecisions(MainSources sources) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> open = sources.compile(diagnostics, (task, units) -> {
            List<String> found = new ArrayList<>();
            units.forEach(unit -> new OpenDecisions(Trees.instance(task)).scan(unit, found));
            return found;
        });
        assertThat(diagnostics.getDiagnostics()).noneMatch(one -> one.getKind() == Diagnostic.Kind.ERROR);
        return open;
    }
}
