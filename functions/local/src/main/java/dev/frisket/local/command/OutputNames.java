package dev.frisket.local.command;

import dev.frisket.core.artwork.MaskFormat;
import dev.frisket.local.stack.UsageException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The output files that an option specifies: a file, a folder, a pattern of names, or standard output.
 *
 * <p>Subfolders of a searched folder are kept, unless the pattern places pictures by <code>{folder}</code>.
 */
final class OutputNames {
    private static final String EXTENSIONS = Arrays.stream(MaskFormat.values())
            .map(format -> "." + format.extension())
            .collect(Collectors.joining(" or "));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(name|ext|folder)}");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x20-\\x7e]");
    private static final String STANDARD_OUTPUT = "-";

    private final String option;
    private final @Nullable Path folder;
    private final String pattern;
    private final MaskFormat format;

    private OutputNames(String option, @Nullable Path folder, String pattern, MaskFormat format) {
        this.option = option;
        this.folder = folder;
        this.pattern = pattern;
        this.format = format;
    }

    /**
     * Reads the value of an option.
     *
     * @param option its name, for messages
     * @param value a folder (one that exists, or a name without extension), a file name with the extension of a mask
     *     format, possibly with <code>{name}</code>, <code>{ext}</code> and <code>{folder}</code>, or {@code -}
     * @throws UsageException if it is none of these
     */
    static OutputNames of(String option, String value) {
        if (value.equals(STANDARD_OUTPUT)) {
            return new OutputNames(option, null, value, MaskFormat.PNG);
        }
        if (isFolder(value)) {
            Path folder = PictureSearch.path(value);
            return new OutputNames(option, folder, "{name}." + MaskFormat.PNG.extension(), MaskFormat.PNG);
        }
        MaskFormat format = MaskFormat.ofExtension(
                        value.substring(value.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new UsageException(option + " must end in " + EXTENSIONS + ", or name a folder"));
        PictureSearch.path(value);
        return new OutputNames(option, null, value, format);
    }

    private static boolean isFolder(String value) {
        String name = value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf(File.separatorChar)) + 1);
        return name.isEmpty()
                || Files.isDirectory(PictureSearch.path(value))
                || !(name.contains(".") || PLACEHOLDER.matcher(value).find());
    }

    String option() {
        return option;
    }

    /** The format of the files. */
    MaskFormat format() {
        return format;
    }

    /** Whether each picture gets a file of its own. */
    boolean isForSeveral() {
        return folder != null || PLACEHOLDER.matcher(pattern).find();
    }

    boolean isStandardOutput() {
        return folder == null && pattern.equals(STANDARD_OUTPUT);
    }

    /** The file for a picture; its folder may not exist yet. */
    Path file(PictureInput picture) {
        Path file = Objects.requireNonNullElse(folder, Path.of("")).resolve(name(picture));
        return isForSeveral() && !pattern.contains("{folder}")
                ? file.resolveSibling(picture.below().resolve(file.getFileName()))
                : file;
    }

    // A file may have a name that the locale can't express, and then a result can't be named after it.
    private Path name(PictureInput picture) {
        try {
            return Path.of(filled(picture, value -> value));
        } catch (InvalidPathException e) {
            return PictureSearch.path(
                    filled(picture, value -> BEYOND_ASCII.matcher(value).replaceAll("_")));
        }
    }

    private String filled(PictureInput picture, Function<String, String> change) {
        return PLACEHOLDER
                .matcher(pattern)
                .replaceAll(
                        placeholder -> Matcher.quoteReplacement(change.apply(value(placeholder.group(1), picture))));
    }

    private static String value(String placeholder, PictureInput picture) {
        return switch (placeholder) {
            case "name" -> picture.name();
            case "ext" -> picture.extension();
            default -> picture.folder();
        };
    }

    /**
     * Checks, before any work, that a file can be written.
     *
     * @throws UsageException with the obstacle
     */
    void checkWritable(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageException(option + " can't be written, it is a folder: " + file);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new UsageException(option + " can't be written, permission is missing: " + file);
        }
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
        if (!isForSeveral() && !Files.isDirectory(parent)) {
            throw new UsageException("the folder of " + option + " is not there: " + file);
        }
        while (!Files.exists(parent) && parent.getParent() != null) {
            parent = parent.getParent();
        }
        if (!Files.isDirectory(parent)) {
            throw new UsageException("the folder of " + option + " can't be created, a file is in the way: " + parent);
        }
        if (!Files.isWritable(parent)) {
            throw new UsageException(option + " can't be written, permission is missing for the folder " + parent);
        }
    }
}
