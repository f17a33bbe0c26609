package dev.frisket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frisket.local.command.PictureInput.Address;
import dev.frisket.local.command.PictureInput.LocalFile;
import dev.frisket.local.command.PictureInput.StandardInput;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNamesTest {
    @ParameterizedTest
    @CsvSource({
        "masks, photos/cat.jpg, masks/sub/cat.png",
        "masks/, photos/cat.final.jpg, masks/sub/cat.final.png",
        "masks/{name}-mask.webp, photos/cat.jpg, masks/sub/cat-mask.webp",
        "masks/{folder}/{name}-{ext}.PNG, photos/cat.jpg, masks/photos/cat-jpg.PNG",
        "{name}.png, photos/.cat, sub/.cat.png",
        "{name}.png, photos/{ext}.jpg, sub/{ext}.png",
        "{other}.png, photos/cat.jpg, {other}.png",
        "m.png, photos/cat.jpg, m.png",
    })
    void filesAreNamedAfterPictures(String value, String picture, String file) {
        OutputNames names = OutputNames.of("-o", value);
        assertThat(names.file(new LocalFile(Path.of(picture), Path.of("sub")))).hasToString(file);
    }

    @ParameterizedTest
    @CsvSource({
        "https://pictures.example/a/cat.jpg?size=2#top, cat",
        "https://pictures.example/two%20cats.tar.gz, two cats.tar",
        "https://pictures.example/a+b.jpg, a+b",
        "https://pictures.example, picture",
        "https://pictures.example/, picture",
        "https://pictures.example/..%2f..%2fetc%2fpasswd, etc_passwd",
        "https://pictures.example/%2e%2e, picture",
        "https://pictures.example/100%, 100%",
        "https://pictures.example/x%00{ext}, x__ext_",
    })
    void filesAreNamedAfterAddresses(String address, String name) {
        assertThat(new Address(address).name()).isEqualTo(name);
    }

    @Test
    void standardInputIsCalledPicture() {
        assertThat(OutputNames.of("-o", "masks").file(new StandardInput())).hasToString("masks/picture.png");
    }

    @Property
    void noAddressLeavesTheFolder(@ForAll String path) {
        Path file =
                OutputNames.of("-o", "masks/{name}{ext}-.png").file(new Address("https://pictures.example/" + path));
        assertThat(file.normalize().getParent()).isEqualTo(Path.of("masks"));
        assertThat(file.getFileName().toString().length()).isLessThan(140);
    }
}
