package dev.frisket.local.command;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;

/** Words failures for users: without class names and stack traces. */
final class FailureSentence {
    private static final Pattern CLASS_NAMES = Pattern.compile("\\b(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:: ?)?");

    private FailureSentence() {}

    /** A sentence with the reason, such as {@code There is no file a.png.} */
    static String of(Throwable failure) {
        Throwable root = root(failure);
        if (root instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        String reason = reason(root);
        String sentence =
                root instanceof FileSystemException in && in.getFile() != null && !reason.contains(in.getFile())
                        ? in.getFile() + ": " + reason
                        : Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    /** The reason alone, for the end of a sentence; without a full stop. */
    static String reason(Throwable failure) {
        Throwable root = root(failure);
        if (root instanceof OutOfMemoryError) {
            return "Java has too little memory for it; give it more with java -Xmx4g, or use fewer --jobs";
        }
        if (root instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (root instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (root instanceof NotDirectoryException || root instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (root instanceof DirectoryNotEmptyException) {
            return "it is a folder";
        }
        if (root instanceof InvalidPathException invalid) {
            return "not a valid file name here: " + invalid.getInput();
        }
        String message = root instanceof FileSystemException in && in.getReason() != null
                ? in.getReason()
                : String.valueOf(root.getMessage());
        String plain = CLASS_NAMES.matcher(message).replaceAll("").strip();
        return plain.isEmpty() || plain.equals("null") ? "something unexpected went wrong" : withoutStop(plain);
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    // The cause explains more than the failure itself, unless the failure has a message of its own.
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && isWrapper(root)) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isWrapper(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.equals(String.valueOf(failure.getCause()));
    }
}
