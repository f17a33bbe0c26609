package dev.frisket;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The main sources of all modules, as input for the compiler.
 *
 * @param files sorted by path
 */
record MainSources(List<JavaFileObject> files) {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final List<String> OPTIONS = List.of(
            "-proc:none",
            "--should-stop=ifError=FLOW", // an error does not hide those of other files
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    /** Opened once: scanning the class path takes longer than compiling. */
    private static final StandardJavaFileManager LIBRARIES = COMPILER.getStandardFileManager(null, null, null);

    MainSources {
        files = List.copyOf(files);
    }

    /** Examines the syntax trees of analyzed sources. */
    @FunctionalInterface
    interface Look<R> {
        R at(JavacTask task, Iterable<? extends CompilationUnitTree> units);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(URI uri, String text) {
            super(uri, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    static MainSources read() {
        Path functions = Path.of(System.getProperty("template")).resolveSibling("functions");
        try (Stream<Path> paths = Files.walk(functions)) {
            List<JavaFileObject> files = new ArrayList<>();
            for (Path path : paths.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> path.toString().contains("/src/main/java/"))
                    .sorted()
                    .toList()) {
                files.add(new Source(path.toUri(), Files.readString(path)));
            }
            return new MainSources(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources that a change of a type can break: those that name it or contain a switch. */
    MainSources concernedBy(String type) {
        return new MainSources(files.stream()
                .filter(file -> text(file).contains("switch (") || text(file).contains(type))
                .toList());
    }

    /** Only the source of this name. */
    MainSources only(String name) {
        return new MainSources(
                files.stream().filter(file -> name(file).equals(name)).toList());
    }

    /**
     * A copy with one file changed.
     *
     * @throws IllegalArgumentException if {@code change} changes nothing
     */
    MainSources with(String name, UnaryOperator<String> change) {
        List<JavaFileObject> changed = files.stream()
                .map(file -> name(file).equals(name) ? new Source(file.toUri(), change.apply(text(file))) : file)
                .toList();
        if (changed.stream()
                .map(MainSources::text)
                .toList()
                .equals(files.stream().map(MainSources::text).toList())) {
            throw new IllegalArgumentException("nothing has changed in " + name);
        }
        return new MainSources(changed);
    }

    /** The compiler's errors as {@code File.java: message}, sorted, each once. */
    List<String> errors() {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        compile(found, (task, units) -> units);
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> name(Objects.requireNonNull(one.getSource())) + ": "
                        + Objects.requireNonNull(one.getMessage(null))
                                .lines()
                                .findFirst()
                                .orElse(""))
                .distinct()
                .sorted()
                .toList();
    }

    /** Analyzes the sources without generating classes. */
    <R> R compile(DiagnosticCollector<JavaFileObject> diagnostics, Look<R> look) {
        JavacTask task = (JavacTask) COMPILER.getTask(null, LIBRARIES, diagnostics, OPTIONS, null, files);
        try {
            Iterable<? extends CompilationUnitTree> units = task.parse();
            task.analyze();
            return look.at(task, units);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(JavaFileObject file) {
        String path = file.toUri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String text(JavaFileObject file) {
        try {
            return file.getCharContent(false).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
