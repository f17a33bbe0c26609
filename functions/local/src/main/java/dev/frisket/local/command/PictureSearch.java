package dev.frisket.local.command;

import dev.frisket.local.command.PictureInput.Address;
import dev.frisket.local.command.PictureInput.LocalFile;
import dev.frisket.local.command.PictureInput.StandardInput;
import dev.frisket.local.stack.UsageException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the pictures that the command line names: files, folders, globs, addresses and standard input, each picture once.
 *
 * <p>In folders, files count by their extension. Hidden files are left out, and links to folders are not followed.
 */
final class PictureSearch {
    /** Of supported formats, and of photographs that are refused with advice instead of being ignored. */
    private static final Set<String> EXTENSIONS = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "bmp", "dib", "tif", "tiff", "heic", "heif", "avif",
            "jxl", "jp2");

    private static final Pattern WEB = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    private static final char UNDECODED = '\uFFFD';

    private final Map<Object, PictureInput> pictures = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final boolean recursive;
    private boolean searched;
    private int found;

    private PictureSearch(boolean recursive) {
        this.recursive = recursive;
    }

    /**
     * Searches.
     *
     * @param arguments as the user gave them
     * @param recursive whether folders are searched with all their subfolders
     * @throws UsageException if an argument can be no file name
     */
    static PictureSearch of(List<String> arguments, boolean recursive) {
        PictureSearch search = new PictureSearch(recursive);
        arguments.forEach(search::add);
        return search;
    }

    /** The pictures, in the order of the arguments, those of a folder by name. */
    List<PictureInput> pictures() {
        return List.copyOf(pictures.values());
    }

    /** A sentence for each folder or glob without pictures, and each folder that can't be read, by its name. */
    Map<String, String> problems() {
        return Collections.unmodifiableMap(problems);
    }

    /** Whether a folder or a glob was searched. */
    boolean searched() {
        return searched;
    }

    /**
     * A path from an argument.
     *
     * @throws UsageException if this system has no such name
     */
    static Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new UsageException(
                    "not a valid file name here: " + argument
                            + (argument.indexOf(UNDECODED) >= 0
                                    ? " (the locale can't express it: set LC_ALL=C.UTF-8, or name the file's folder)"
                                    : ""),
                    e);
        }
    }

    private void add(String argument) {
        if (argument.isEmpty()) {
            throw new UsageException("PICTURE should not be empty");
        }
        if (argument.equals("-")) {
            pictures.put(argument, new StandardInput());
        } else if (WEB.matcher(argument).matches()) {
            pictures.put(argument, new Address(argument));
        } else if (GLOB.matcher(argument).find() && !new File(argument).exists()) {
            addMatches(argument);
        } else if (Files.isDirectory(existing(argument))) {
            addFolder(existing(argument));
        } else {
            add(new LocalFile(existing(argument), Path.of("")));
        }
    }

    /** A path from an argument; where the locale could not decode the argument, the only entry of a folder that it fits. */
    private static Path existing(String argument) {
        if (argument.indexOf(UNDECODED) < 0) {
            return path(argument);
        }
        Path path = Path.of(argument.startsWith("/") ? "/" : "");
        for (String segment : argument.split("/", -1)) {
            Optional<Path> entry =
                    segment.indexOf(UNDECODED) < 0 ? Optional.of(Path.of(segment)) : entry(path, segment);
            if (entry.isEmpty()) {
                return path(argument);
            }
            path = path.resolve(entry.get());
        }
        return path;
    }

    private static Optional<Path> entry(Path folder, String name) {
        List<Path> fitting = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                folder, entry -> entry.getFileName().toString().equals(name))) {
            entries.forEach(entry -> fitting.add(entry.getFileName()));
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty();
        }
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    private void add(LocalFile picture) {
        pictures.putIfAbsent(picture.path().orElseThrow(), picture);
        found++;
    }

    private void addFolder(Path folder) {
        int before = found + problems.size();
        search(folder, Path.of(""), recursive ? Integer.MAX_VALUE : 1, PictureSearch::isNamedAsPicture);
        noteIfNone(
                before,
                folder.toString(),
                "There are no pictures in this folder"
                        + (recursive ? "." : "; --recursive also searches its subfolders."));
    }

    private void addMatches(String glob) {
        String[] segments = glob.split("/", -1);
        int fixed = 0;
        while (!GLOB.matcher(segments[fixed]).find()) {
            fixed++;
        }
        String base = String.join("/", List.of(segments).subList(0, fixed));
        List<String> rest = List.of(segments).subList(fixed, segments.length);
        String pattern = String.join("/", rest);
        int before = found + problems.size();
        search(
                path(glob.startsWith("/") && base.isEmpty() ? "/" : base),
                Path.of(""),
                rest.contains("**") ? Integer.MAX_VALUE : rest.size(),
                matcher(glob, pattern).or(matcher(glob, pattern.replace("**/", ""))));
        noteIfNone(before, glob, "No file matches this pattern.");
    }

    private static Predicate<Path> matcher(String glob, String pattern) {
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return matcher::matches;
        } catch (PatternSyntaxException e) {
            throw new UsageException("there is no such file, and as a glob it has an error: " + glob, e);
        }
    }

    private void noteIfNone(int before, String argument, String sentence) {
        searched = true;
        if (found + problems.size() == before) {
            problems.put(argument, sentence);
        }
    }

    private static boolean isNamedAsPicture(Path file) {
        String name = String.valueOf(file.getFileName());
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** @param below of this folder, as the wanted paths */
    private void search(Path folder, Path below, int depth, Predicate<Path> wanted) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException e) {
            problems.put(folder.toString(), "The folder can't be read: " + FailureSentence.reason(e) + ".");
        }
        Collections.sort(entries);
        for (Path entry : entries) {
            Path relative = below.resolve(entry.getFileName());
            if (entry.getFileName().toString().startsWith(".")) {
                continue;
            }
            if (Files.isRegularFile(entry) && wanted.test(relative)) {
                add(new LocalFile(entry, below));
            } else if (depth > 1 && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                search(entry, relative, depth - 1, wanted);
            }
        }
    }
}
