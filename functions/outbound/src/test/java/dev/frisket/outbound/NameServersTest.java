package dev.frisket.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.HostResolver;
import dev.frisket.core.address.RefusedUrlException;
import dev.frisket.core.address.ResolverFailedException;
import dev.frisket.core.address.UnknownHostNameException;
import dev.frisket.core.address.UrlLists;
import dev.frisket.core.address.UrlPurpose;
import dev.frisket.core.address.WebUrl;
import dev.frisket.outbound.LoopbackNameServer.Answer;
import dev.frisket.outbound.LoopbackNameServer.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Response codes distinguish a name that does not exist from a failure of the name servers. */
class NameServersTest {

    private static final String NAME = "images.example";
    /** Offset of the records in a response about that name: after 12 bytes of header, the name, type and class. */
    private static final int RECORDS = 12 + 16 + 4;

    private static final InetAddress PUBLIC = UrlLists.address("93.184.215.14");
    private static final InetAddress PUBLIC_6 = UrlLists.address("2606:4700::1111");

    private LoopbackNameServer server;
    private NameServers names;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackNameServer();
        names = new NameServers(server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void addressesOfBothFamiliesAreFound() throws Exception {
        server.answer(NAME, Answer.of(Entry.address("93.184.215.14"), Entry.address("2606:4700::1111")));
        assertThat(names.resolve(NAME)).containsExactly(PUBLIC, PUBLIC_6);
        assertThat(server.asked()).containsExactly(NAME + " A", NAME + " AAAA");
    }

    @Test
    void anAliasLeadsToTheAddresses() throws Exception {
        server.answer(NAME, Answer.of(Entry.alias("cdn.example"), Entry.address("93.184.215.14")));
        assertThat(names.resolve(NAME)).containsExactly(PUBLIC);
    }

    @Test
    void aNameThatIsNotThereDoesNotExist() {
        assertThatThrownBy(() -> names.resolve("nothing.example")).isInstanceOf(UnknownHostNameException.class);
        assertThat(server.asked()).containsExactly("nothing.example A");
    }

    @Test
    void aNameWithoutAddressesCountsAsOneThatDoesNotExist() {
        server.answer(NAME, Answer.of());
        assertThatThrownBy(() -> names.resolve(NAME)).isInstanceOf(UnknownHostNameException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {LoopbackNameServer.SERVER_FAILURE, LoopbackNameServer.REFUSED, 1, 4})
    void serversInTroubleDecideNothing(int code) {
        server.answer(NAME, Answer.failure(code));
        assertThatThrownBy(() -> names.resolve(NAME)).isInstanceOf(ResolverFailedException.class);
    }

    @Test
    void aSilentServerDecidesNothingAndIsNotWaitedForLong() {
        server.answer(NAME, Answer.SILENCE);
        long began = System.nanoTime();
        assertThatThrownBy(() -> names.resolve(NAME)).isInstanceOf(ResolverFailedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void whateverRecordsAResponseHoldsTheyAreReadOrDecideNothing() throws Exception {
        Random random = new Random(1);
        // The JDK ignores responses that seem to answer other questions, and waits until the timeout.
        NameServers impatient = new NameServers(server.url(), Duration.ofMillis(40));
        server.answer(NAME, Answer.of(Entry.alias("cdn.example"), Entry.address("93.184.215.14")));
        server.mutate(response -> {
            if (response.length <= RECORDS) {
                return response; // to a question about a mutated alias
            }
            byte[] mutated = Arrays.copyOf(response, RECORDS + random.nextInt(response.length - RECORDS) + 1);
            for (int i = random.nextInt(6); i > 0; i--) {
                mutated[RECORDS + random.nextInt(mutated.length - RECORDS)] = (byte) random.nextInt();
            }
            return mutated;
        });
        int found = 0;
        for (int i = 0; i < 200; i++) {
            try {
                found += impatient.resolve(NAME).size();
            } catch (UnknownHostNameException | ResolverFailedException e) {
                assertThat(e.rule()).startsWith("must have a host");
            }
        }
        assertThat(found).isPositive();
    }

    @Test
    void aRecordWhoseNameLeadsToItselfDecidesNothing() throws Exception {
        server.answer(NAME, Answer.of(Entry.address("93.184.215.14"), Entry.address("2606:4700::1111")));
        server.mutate(response -> {
            response[RECORDS] = (byte) 0xc0;
            response[RECORDS + 1] = RECORDS;
            return response;
        });
        assertThatThrownBy(() -> names.resolve(NAME)).isInstanceOf(ResolverFailedException.class);
    }

    @Test
    void aServerThatIsNotThereDecidesNothing() {
        server.close();
        assertThatThrownBy(() -> names.resolve(NAME)).isInstanceOf(ResolverFailedException.class);
    }

    @Test
    void aNameWithoutADotMayBeOneThatOnlyTheSystemCanComplete() {
        assertThatThrownBy(() -> names.resolve("minio")).isInstanceOf(ResolverFailedException.class);
    }

    @Test
    void nothingIsAskedAboutANameThatTheSystemKnows() throws Exception {
        assertThat(new SecondLookup(name -> List.of(PUBLIC), names).resolve(NAME))
                .containsExactly(PUBLIC);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void eachLookupAsksAnewSoThatARetrySucceedsAsSoonAsTheTroubleIsOver() throws Exception {
        try (LoopbackServer web = LoopbackServer.http(LoopbackServer.fixed("HTTP/1.1 200 OK", new byte[1]))) {
            Detour detour = new Detour(web.address());
            server.answer(NAME, Answer.failure(LoopbackNameServer.SERVER_FAILURE));
            assertThatThrownBy(() -> call(detour)).isInstanceOf(ResolverFailedException.class);

            server.answer(NAME, Answer.of(Entry.address("93.184.215.14")));
            assertThat(call(detour)).isEqualTo(200);
            assertThat(detour.destinations()).containsExactly(new InetSocketAddress(PUBLIC, 80));

            server.answer(NAME, Answer.failure(LoopbackNameServer.NO_SUCH_NAME));
            assertThatThrownBy(() -> call(detour)).isInstanceOf(UnknownHostNameException.class);
        }
    }

    @Test
    void anAddressFromNameServersIsJudgedAsAnyOther() throws Exception {
        server.answer(NAME, Answer.of(Entry.address("93.184.215.14"), Entry.address("169.254.169.254")));
        Detour nowhere = new Detour(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThatThrownBy(() -> call(nowhere)).isInstanceOf(RefusedUrlException.class);
        assertThat(nowhere.sockets()).isZero();
    }

    private int call(Detour detour) throws Exception {
        HostResolver system = name -> {
            throw new ResolverFailedException();
        };
        AddressGuard guard = new AddressGuard(new SecondLookup(system, names), AddressPolicy.PUBLIC_ONLY);
        return new PinnedClient(guard, SSLContext.getDefault(), detour)
                .exchange(
                        WebUrl.parse("http://" + NAME + "/", UrlPurpose.PICTURE, AddressPolicy.PUBLIC_ONLY),
                        new BasicClassicHttpRequest(Method.GET, "/"),
                        Deadline.in(Duration.ofSeconds(20)),
                        response -> response.getCode());
    }
}
