package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.frisket.access.key.Token;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.local.stack.HttpCalls;
import dev.frisket.local.stack.RunningStack;
import dev.frisket.local.stack.RunningStack.Settings;
import dev.frisket.local.stack.UsageException;
import dev.frisket.segment.model.StandInPacks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aKeyOfADataFolderOpensTheApiThatServesItUntilItIsRevoked() throws Exception {
        assertThat(keys("create", "--organization", "acme", "--scope", "admin", "--name", "first\tkey"))
                .isZero();
        assertThat(err.toString()).hasLineCount(1);
        String token = out.toString().strip();
        assertThat(new Token(token).isOurs()).isTrue();
        assertThat(err.toString()).contains("a key of acme (admin)").doesNotContain(token);

        out.getBuffer().setLength(0);
        assertThat(keys("list")).isZero();
        assertThat(out.toString()).matches("[0-9a-f-]{36}\tacme\tadmin\t\\*\t[0-9T:.-]+Z\tfirst key\\R");
        String id = out.toString().substring(0, 36);

        assertThat(statusOf(token, "/v2/organizations/acme/api-keys")).isEqualTo(200);
        assertThat(keys("revoke", id)).isZero();
        assertThat(statusOf(token, "/v2/organizations/acme/api-keys")).isEqualTo(401);

        assertThat(keys("revoke", id)).isEqualTo(2);
        assertThat(err.toString()).contains("there is no key " + id).doesNotContain("\tat ");
    }

    @Test
    void allKeysAreRevokedAtOnce() throws Exception {
        assertThat(keys("create", "--organization", "acme", "--scope", "admin")).isZero();
        String token = out.toString().strip();
        assertThat(keys("create", "--organization", "other", "--scope", "generator"))
                .isZero();
        assertThat(keys("revoke", "--all")).isZero();
        out.getBuffer().setLength(0);
        assertThat(keys("list")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(statusOf(token, "/v2/artworks")).isEqualTo(401);
        assertThat(keys("revoke")).isEqualTo(2);
        assertThat(keys("revoke", "--all", "01a208ee-b86d-74f6-894a-f0cdbbe75d71"))
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeAKeyIsToldAndEndsWithTwo() {
        assertThat(keys("create", "--organization", "a/b", "--scope", "admin")).isEqualTo(2);
        assertThat(keys("create", "--organization", "acme", "--scope", "owner")).isEqualTo(2);
        assertThat(keys("create", "--organization", "acme", "--scope", "admin", "--domains", "artwork"))
                .isEqualTo(2);
        assertThat(keys("create", "--scope", "admin")).isEqualTo(2);
        assertThat(keys("list", "--stack", "both")).isEqualTo(2);
        assertThat(keys()).isEqualTo(2);
        assertThat(err.toString())
                .contains("organization must be", "owner", "--domains must be of *, artworks")
                .doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whileTheApiRunsItIsToldHowElse() {
        Settings settings = new Settings(0, Token.create(new SecureRandom()), folder);
        try (RunningStack stack =
                RunningStack.start(settings, new StandInPacks(), AddressPolicy.PUBLIC_ONLY, Clock.systemUTC())) {
            assertThat(stack.address()).hasScheme("http");
            assertThat(keys("list")).isEqualTo(2);
        }
        assertThat(err.toString()).contains("in use by another frisket", "/v2/organizations/{orgId}/api-keys");
    }

    @Test
    void theKeyThatServeMadeStaysUntilItIsRevoked() throws Exception {
        assertThat(keys("show")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no key in " + folder);

        Token made = keptKey();
        assertThat(keys("show")).isZero();
        assertThat(out.toString().strip()).isEqualTo(made.text());
        Path file = folder.resolve("api-key");
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Token other = new Token("my-own-key-of-sixteen");
        assertThat(statusOf(other, made.text(), "/v2/artworks")).isEqualTo(401);
        assertThat(keptKey()).as("after a run with another key").isEqualTo(made);

        assertThat(keys("revoke", "--all")).isZero();
        Token next = keptKey();
        assertThat(next).isNotEqualTo(made);
        assertThat(statusOf(next, made.text(), "/v2/artworks")).isEqualTo(401);
        assertThat(statusOf(next, next.text(), "/v2/artworks")).isEqualTo(200);
    }

    @Test
    void aFileThatIsNoKeyIsRefusedNotOverwritten() throws Exception {
        Files.writeString(folder.resolve("api-key"), "a shopping list");
        assertThat(keys("show")).isEqualTo(2);
        assertThat(err.toString()).contains("does not contain an API key: delete it");
        assertThatThrownBy(this::keptKey).isInstanceOf(UsageException.class);
        assertThat(folder.resolve("api-key")).hasContent("a shopping list");
    }

    /** The key of {@code serve} without a key of its own. */
    private Token keptKey() {
        try (RunningStack stack = RunningStack.start(
                new Settings(0, null, folder), new StandInPacks(), AddressPolicy.PUBLIC_ONLY, Clock.systemUTC())) {
            return stack.key();
        }
    }

    @Test
    void theKeyOfAnEarlierRunEndsWithIt() throws Exception {
        Token first = Token.create(new SecureRandom());
        Token second = new Token("my-own-key-of-sixteen");
        assertThat(statusOf(first, first.text(), "/v2/artworks")).isEqualTo(200);
        assertThat(statusOf(second, first.text(), "/v2/artworks")).isEqualTo(401);
        assertThat(statusOf(second, second.text(), "/v2/artworks")).isEqualTo(200);
        assertThat(statusOf(first, first.text(), "/v2/artworks")).isEqualTo(200);
    }

    @Test
    void aMadeKeyThatServeIsStartedWithStaysWhatItIs() throws Exception {
        assertThat(keys("create", "--organization", "acme", "--scope", "generator"))
                .isZero();
        Token made = new Token(out.toString().strip());
        assertThat(statusOf(made, made.text(), "/v2/artworks")).isEqualTo(200);
        assertThat(statusOf(made, made.text(), "/v2/organizations/local/api-keys"))
                .isEqualTo(403);
    }

    private int statusOf(String token, String path) throws Exception {
        return statusOf(Token.create(new SecureRandom()), token, path);
    }

    private int statusOf(Token own, String token, String path) throws Exception {
        try (RunningStack stack = RunningStack.start(
                new Settings(0, own, folder), new StandInPacks(), AddressPolicy.PUBLIC_ONLY, Clock.systemUTC())) {
            return HttpCalls.of(stack.address())
                    .send("GET", path, "Bearer " + token, null)
                    .statusCode();
        }
    }

    private int keys(String... arguments) {
        CommandLine line = Frisket.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        List<String> all = new ArrayList<>(List.of("keys"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.addAll(List.of("--data", folder.toString()));
        }
        return line.execute(all.toArray(new String[0]));
    }
}
