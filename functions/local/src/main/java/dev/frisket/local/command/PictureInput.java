package dev.frisket.local.command;

import dev.frisket.segment.fetch.FetchException;
import dev.frisket.segment.fetch.PictureSource;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A picture that {@code segment} masks. */
sealed interface PictureInput {
    /** Its name in messages and reports. */
    String shown();

    /** Its file name without extension, for the names of results. */
    String name();

    /** The extension of its file name, without the dot; empty if there is none. */
    String extension();

    /** Name of the folder that it is in; empty if there is none. */
    default String folder() {
        return "";
    }

    /** Its path relative to the searched folder; empty if it was not found in a folder. */
    default Path below() {
        return Path.of("");
    }

    /** The absolute path of a file of this machine, without dots; empty for others. */
    default Optional<Path> path() {
        return Optional.empty();
    }

    /** The file's bytes; from an address at most 25 MB, otherwise at most 2 GB. */
    byte[] read(PictureSource web) throws IOException, FetchException;

    /** A file of this machine. */
    record LocalFile(Path file, Path below) implements PictureInput {
        private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

        @Override
        public String shown() {
            return file.toString();
        }

        @Override
        public String name() {
            return stem(String.valueOf(file.getFileName()));
        }

        @Override
        public String extension() {
            return ending(String.valueOf(file.getFileName()));
        }

        @Override
        public String folder() {
            Path folder = absolute().getParent();
            return folder == null || folder.getFileName() == null
                    ? ""
                    : folder.getFileName().toString();
        }

        @Override
        public Optional<Path> path() {
            return Optional.of(absolute());
        }

        private Path absolute() {
            return file.toAbsolutePath().normalize();
        }

        @Override
        public byte[] read(PictureSource web) throws IOException {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("it has more than 2 GB");
            }
            return Files.readAllBytes(file);
        }
    }

    /** An http or https address. */
    record Address(String url) implements PictureInput {
        private static final Pattern BEFORE_THE_NAME = Pattern.compile("^[^:]*://[^/?#]*|[?#].*$", Pattern.DOTALL);
        private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\:*?\"<>|{}\\p{Cntrl}\\p{Cs}]");
        private static final Pattern HIDING = Pattern.compile("^[._]+");
        private static final int MAX_NAME =
                60; // characters, of up to 4 bytes each: file systems have room for 255 bytes

        @Override
        public String shown() {
            return url;
        }

        @Override
        public String name() {
            String name = stem(fileName());
            return name.isEmpty() ? "picture" : name;
        }

        @Override
        public String extension() {
            return ending(fileName());
        }

        @Override
        public byte[] read(PictureSource web) throws FetchException {
            return web.fetch(url);
        }

        private String fileName() {
            String path = BEFORE_THE_NAME.matcher(url).replaceAll("");
            String last = path.substring(path.lastIndexOf('/') + 1);
            String name = NOT_IN_NAMES.matcher(decoded(last)).replaceAll("_");
            String end = name.substring(Math.max(0, name.length() - MAX_NAME));
            return HIDING.matcher(end).replaceFirst("");
        }

        private static String decoded(String segment) {
            try {
                return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return segment;
            }
        }
    }

    /** The content of standard input. */
    record StandardInput() implements PictureInput {
        @Override
        public String shown() {
            return "-";
        }

        @Override
        public String name() {
            return "picture";
        }

        @Override
        public String extension() {
            return "";
        }

        @Override
        public byte[] read(PictureSource web) throws IOException {
            return System.in.readAllBytes();
        }
    }

    private static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? fileName : fileName.substring(0, dot);
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot <= 0 ? "" : fileName.substring(dot + 1);
    }
}
