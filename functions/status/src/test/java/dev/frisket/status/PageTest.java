package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.frisket.core.api.ApiException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Test
    void whatIsNotSentHasTheContractsDefault() {
        assertThat(Page.of(new APIGatewayProxyRequestEvent())).isEqualTo(new Page(0, 10));
        assertThat(page(Map.of())).isEqualTo(new Page(0, 10));
        assertThat(page(Map.of("limit", List.of("3")))).isEqualTo(new Page(0, 3));
    }

    @Test
    void theEndsOfTheRangesAreLegal() {
        assertThat(page(Map.of("offset", List.of("0"), "limit", List.of("1")))).isEqualTo(new Page(0, 1));
        assertThat(page(Map.of("offset", List.of("10000"), "limit", List.of("500"))))
                .isEqualTo(new Page(10_000, 500));
    }

    @Test
    void otherParametersDoNotCount() {
        assertThat(page(Map.of("Limit", List.of("x", ""), "page", List.of("7"))))
                .isEqualTo(Page.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "offset, -1, offset must not be less than 0",
        "offset, 10001, offset must not be greater than 10000",
        "offset, 99999999999999999999, offset must not be greater than 10000",
        "limit, 0, limit must not be less than 1",
        "limit, 501, limit must not be greater than 500"
    })
    void valuesOutOfRangeAreRefused(String name, String value, String message) {
        assertThatThrownBy(() -> page(Map.of(name, List.of(value)))).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "5 ", "+5", "5.0", "5e0", "0x5", "five", "٥", "５", "null", "-", "5,5", "5\n"})
    void whatIsNoDecimalNumberIsRefused(String value) {
        assertThatThrownBy(() -> page(Map.of("offset", List.of(value))))
                .isInstanceOf(ApiException.BadRequest.class)
                .hasMessage("offset must be an integer number");
    }

    @Test
    void repeatedParametersAreRefusedAndAllFaultsAreTold() {
        assertThatThrownBy(() -> page(Map.of("offset", List.of("1", "1"), "limit", List.of("x"))))
                .hasMessage("offset must not be repeated; limit must be an integer number");
    }

    @Property
    void arbitraryTextIsReadOrRefused(@ForAll String offset, @ForAll String limit) {
        try {
            Page page = page(Map.of("offset", List.of(offset), "limit", List.of(limit)));
            assertThat(page.offset()).isBetween(0, 10_000);
            assertThat(page.limit()).isBetween(1, 500);
        } catch (ApiException.BadRequest e) {
            assertThat(e.getMessage()).contains(" must ");
        }
    }

    private static Page page(Map<String, List<String>> query) {
        return Page.of(new APIGatewayProxyRequestEvent().withMultiValueQueryStringParameters(query));
    }
}
