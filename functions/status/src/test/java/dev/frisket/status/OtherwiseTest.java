package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.core.Template;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OtherwiseTest {
    private final Template template = Template.read();

    @Test
    void theMethodsOfEachPathAreThoseOfTheTemplate() {
        assertThat(UnknownRoute.METHODS).isEqualTo(template.methods());
    }

    @Test
    void everyOtherMethodAndPathEndsHere() {
        Set<String> paths = template.routes().stream()
                .filter(route -> route.method().equals("ANY"))
                .map(Template.Route::path)
                .collect(Collectors.toSet());

        assertThat(paths).contains("/", "/{proxy+}").containsAll(UnknownRoute.METHODS.keySet());
    }
}
