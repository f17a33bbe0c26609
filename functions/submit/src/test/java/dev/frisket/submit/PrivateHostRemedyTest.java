package dev.frisket.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.address.AddressGuard;
import dev.frisket.core.address.AddressPolicy;
import dev.frisket.core.address.SystemResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrivateHostRemedyTest {
    @ParameterizedTest
    @EnumSource(PrivateHostRemedy.class)
    void itEndsTheRuleForAPrivateHostAndNoOtherRule(PrivateHostRemedy remedy) {
        GuardedAddressRules rules =
                new GuardedAddressRules(new AddressGuard(new SystemResolver(), AddressPolicy.PUBLIC_ONLY), remedy);
        String rule = "must be a URL address whose host is publicly routable" + remedy.words();

        assertThat(rules.checkPicture("http://127.0.0.1/a.png")).hasValue(rule);
        assertThat(rules.checkWebhook("https://10.0.0.1/hook")).hasValue(rule);
        assertThat(rules.checkWebhook("http://hooks.example/")).get().asString().doesNotContain("permits others");
    }
}
