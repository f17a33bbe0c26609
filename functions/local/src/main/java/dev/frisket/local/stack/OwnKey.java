package dev.frisket.local.stack;

import dev.frisket.access.key.ApiKey;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.api.Caller;
import dev.frisket.core.api.Scope;
import dev.frisket.local.embedded.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The admin key of the user who starts a stack: a given one, or one that is created once and stored in the data folder.
 *
 * @param isNew whether this run created it
 */
public record OwnKey(Token token, boolean isNew) {
    /** The organization that the key belongs to. */
    public static final String ORGANIZATION = "local";

    // The id stays the same when the key changes, so that artworks of an earlier run are still found.
    static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    /**
     * The key in a file; if there is none, or it was revoked, a new one is created and stored there.
     *
     * @throws UsageException if the file can't be used or contains something else
     */
    static OwnKey kept(Path file, ApiKeyStore keys) {
        return read(file)
                .filter(token -> !keys.isRevoked(token.digest()))
                .map(token -> new OwnKey(token, false))
                .orElseGet(() -> make(file));
    }

    /**
     * The key in a file, or empty if there is no file.
     *
     * @throws UsageException if the file can't be read or contains something else
     */
    public static Optional<Token> read(Path file) {
        try {
            Optional<Token> token = Token.of(
                            Files.readString(file, StandardCharsets.ISO_8859_1).strip())
                    .filter(Token::isOurs);
            if (token.isEmpty()) {
                throw new UsageException(file + " does not contain an API key: delete it, and serve creates a new one");
            }
            return token;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UsageException("the API key in " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A new key that is not stored. */
    static OwnKey make() {
        return new OwnKey(Token.create(new SecureRandom()), true);
    }

    private static OwnKey make(Path file) {
        OwnKey made = make();
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished);
            OwnerOnly.close(unfinished);
            Files.writeString(unfinished, made.token.text() + "\n");
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return made;
        } catch (IOException e) {
            throw new UsageException("the API key can't be stored in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Stores this key in place of an earlier run's; a token that already is another valid key stays that key. */
    void store(ApiKeyStore keys, Instant now) {
        Optional<ApiKey> known = keys.findValid(token.digest());
        if (known.isPresent() && !known.get().id().equals(ID)) {
            keys.find(ORGANIZATION, ID).ifPresent(earlier -> keys.revoke(earlier, now));
            return;
        }
        keys.replace(new ApiKey(
                ID, ORGANIZATION, Scope.ADMIN, Set.of(Caller.EVERYWHERE), "frisket serve", now, token.digest(), null));
    }
}
