package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureSentenceTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new NoSuchFileException("a.png"), "There is no file a.png."),
                arguments(new AccessDeniedException("a.png"), "a.png: permission denied."),
                arguments(new FileAlreadyExistsException("out"), "out: a file is in the way."),
                arguments(new FileSystemException("a.png", null, "No space left"), "a.png: No space left."),
                arguments(new InvalidPathException("a?b", "Nul"), "Not a valid file name here: a?b."),
                arguments(new UncheckedIOException(new IOException("it broke")), "It broke."),
                arguments(new ExecutionException(new IllegalStateException("it broke.")), "It broke."),
                arguments(new IllegalStateException("a.b.SomeException: it broke"), "It broke."),
                arguments(new IllegalStateException("the port is taken", new IOException()), "The port is taken."),
                arguments(new NullPointerException(), "Something unexpected went wrong."),
                arguments(
                        new OutOfMemoryError("Java heap space"),
                        "Java has too little memory for it; give it more with java -Xmx4g, or use fewer --jobs."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsOneSentenceWithoutClassNames(Throwable failure, String sentence) {
        assertThat(FailureSentence.of(failure)).isEqualTo(sentence);
    }
}
