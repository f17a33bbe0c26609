package dev.frisket.access.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frisket.access.gateway.GatewayKeys;
import dev.frisket.access.gateway.InMemoryGatewayKeys;
import dev.frisket.access.key.ApiKeys.MintedKey;
import dev.frisket.core.Faults;
import dev.frisket.core.Faults.Fault;
import dev.frisket.core.api.ApiException;
import dev.frisket.core.api.Scope;
import dev.frisket.core.bucket.Bucket;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.bucket.InMemoryBucket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final int MORE_CHANGES_THAN_THERE_ARE = 10;

    private final InMemoryBucket control = new InMemoryBucket();
    private final InMemoryGatewayKeys gateway = new InMemoryGatewayKeys();
    private final ApiKeyStore store = new ApiKeyStore(control);
    private final ApiKeys keys = new ApiKeys(store, gateway, CLOCK);

    @Test
    void aMintedKeyIsValidListedAndKnownToTheGateway() {
        MintedKey minted = mint(keys);

        assertThat(minted.key().createdAt()).isEqualTo("2026-11-23T12:00:00.123Z");
        assertThat(store.findValid(minted.token().digest())).contains(minted.key());
        assertThat(keys.list("acme")).containsExactly(minted.key());
        assertThat(keys.list("other")).isEmpty();
        assertThat(gateway.known()).containsExactly(minted.key().id());
    }

    @Test
    void theKeyItselfIsNowhereInTheStore() {
        String secret = mint(keys).token().text();

        assertThat(control.list("", 100)).hasSize(2).allSatisfy(name -> {
            assertThat(name).doesNotContain(secret);
            assertThat(new String(control.get(name).orElseThrow().bytes(), StandardCharsets.UTF_8))
                    .doesNotContain(secret);
        });
    }

    @Test
    void aRevokedKeyIsInvalidUnlistedAndUnknownToTheGateway() {
        MintedKey minted = mint(keys);
        MintedKey other = mint(keys);

        assertThat(keys.revoke("acme", minted.key().id())).isTrue();

        assertThat(store.findValid(minted.token().digest())).isEmpty();
        assertThat(store.findValid(other.token().digest())).isPresent();
        assertThat(keys.list("acme")).containsExactly(other.key());
        assertThat(gateway.known()).containsExactly(other.key().id());
        assertThat(keys.revoke("acme", minted.key().id())).isFalse();
    }

    @Test
    void anotherOrganizationsKeyIsNotRevoked() {
        MintedKey minted = mint(keys);

        assertThat(keys.revoke("other", minted.key().id())).isFalse();
        assertThat(keys.revoke("acme", UUID.randomUUID())).isFalse();
        assertThat(store.findValid(minted.token().digest())).isPresent();
    }

    @Test
    void lostAnswersChangeNothing() {
        ApiKeys losing = new ApiKeys(new ApiKeyStore(Faults.losingAnswers(control)), gateway, CLOCK);
        MintedKey minted = mint(losing);
        assertThat(store.findValid(minted.token().digest())).isPresent();

        losing.revoke("acme", minted.key().id());
        assertThat(store.findValid(minted.token().digest())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailedMintingLeavesNothingThatWorks(boolean applied) {
        for (int change = 1; change <= MORE_CHANGES_THAN_THERE_ARE; change++) {
            Faults faults = atChange(change, applied ? Fault.DONE_YET_REFUSED : Fault.REFUSED);
            ApiKeys failing = through(faults);
            if (change > 3) {
                mint(failing);
                assertThat(faults.happened()).isFalse();
                return;
            }
            assertThatThrownBy(() -> mint(failing)).isInstanceOf(BucketUnavailable.class);
            assertNothingWorks();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatACrashedMintingLeavesIsListedAndRevoked(boolean applied) {
        for (int change = 1; change <= 3; change++) {
            ApiKeys crashing = through(atChange(change, applied ? Fault.KILLED_AFTER : Fault.KILLED_BEFORE));
            assertThatThrownBy(() -> mint(crashing)).isInstanceOf(Faults.Killed.class);

            keys.list("acme").forEach(key -> keys.revoke("acme", key.id()));
            assertNothingWorks();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCrashedRevocationIsCompletedByRepeatingIt(boolean applied) {
        for (int change = 1; change <= 3; change++) {
            MintedKey minted = mint(keys);
            ApiKeys crashing = through(atChange(change, applied ? Fault.KILLED_AFTER : Fault.KILLED_BEFORE));
            assertThatThrownBy(() -> crashing.revoke("acme", minted.key().id())).isInstanceOf(Faults.Killed.class);

            boolean struck = !keys.revoke("acme", minted.key().id());
            assertThat(struck).isEqualTo(change == 3 && applied);
            assertNothingWorks();
        }
    }

    @Test
    void aKeyThatIsRevokedWhileItIsMadeNeverWorks() {
        GatewayKeys revoking = new GatewayKeys() {
            @Override
            public void add(UUID keyId) {
                gateway.add(keyId);
                keys.revoke("acme", keyId);
            }

            @Override
            public void remove(UUID keyId) {
                gateway.remove(keyId);
            }
        };

        assertThatThrownBy(() -> mint(new ApiKeys(store, revoking, CLOCK))).hasMessageContaining("revoked while");
        assertNothingWorks();
    }

    @Test
    void anOrganizationHasAtMostAHundredKeysAndOthersLoseNothing() {
        MintedKey first = mint(keys);
        for (int i = 1; i < ApiKeys.MAX_PER_ORGANIZATION; i++) {
            mint(keys);
        }
        int objects = control.list("", 1_000).size();

        assertThatThrownBy(() -> mint(keys))
                .isInstanceOf(ApiException.Conflict.class)
                .hasMessageContaining("100 API keys");
        assertThat(keys.list("acme")).hasSize(100);
        assertThat(control.list("", 1_000)).as("a refusal writes nothing").hasSize(objects);
        assertThat(keys.mint("other", Scope.GENERATOR, Set.of("*"), "another's").key())
                .isNotNull();

        keys.revoke("acme", first.key().id());
        mint(keys);
        assertThat(gateway.known()).hasSize(101);
    }

    @Test
    void ofThoseWhoMakeTheLastKeyAtOnceNoneIsOneTooMany() throws Exception {
        for (int i = 2; i < ApiKeys.MAX_PER_ORGANIZATION; i++) {
            mint(keys);
        }

        List<CompletableFuture<MintedKey>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> mint(keys)))
                .toList();

        long made = all.stream()
                .map(one -> one.handle((key, failure) -> failure == null).join())
                .filter(succeeded -> succeeded)
                .count();
        assertThat(made).isLessThanOrEqualTo(2);
        assertThat(keys.list("acme")).hasSize(98 + (int) made);
        assertThat(gateway.known()).hasSize(98 + (int) made);
    }

    private static Faults atChange(int number, Fault fault) {
        return Faults.at(number, fault, "create", "replace", "put", "delete", "add", "remove");
    }

    private ApiKeys through(Faults faults) {
        return new ApiKeys(
                new ApiKeyStore(faults.through(Bucket.class, control)),
                faults.through(GatewayKeys.class, gateway),
                CLOCK);
    }

    private static MintedKey mint(ApiKeys keys) {
        return keys.mint("acme", Scope.GENERATOR, Set.of("artworks"), "robot");
    }

    private void assertNothingWorks() {
        assertThat(gateway.known()).isEmpty();
        assertThat(keys.list("acme")).isEmpty();
        assertThat(control.list("organizations/", 1)).isEmpty();
        assertThat(control.list("keys/", 100)).allSatisfy(name -> assertThat(store.findValid(name.substring(5, 69)))
                .isEmpty());
    }
}
