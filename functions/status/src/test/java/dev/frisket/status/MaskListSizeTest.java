package dev.frisket.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.frisket.core.json.Json;
import dev.frisket.core.shape.Rle;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many masks an answer can contain. */
class MaskListSizeTest {
    private final StoredMasks stored = new StoredMasks();

    @Test
    void aHundredMasksOfTheLargestPictureFitWithoutShapes() {
        stored.many(100, disc(8192));

        APIGatewayProxyResponseEvent response = stored.call("limit", "100");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getBody()).hasSizeLessThan(100_000);
    }

    @Test
    void aHundredSmoothMasksOfTheLargestPictureFitAsRunsButNotAsPolygons() {
        stored.many(100, disc(8192));

        assertThat(stored.call("limit", "100", "shapes", "rle").getStatusCode()).isEqualTo(200);
        checkLimit("polygons");
        checkLimit("rle,polygons");
    }

    @Test
    void aPageOfRoughMasksIsTooLarge() {
        byte[] noise = new byte[500 * 500];
        new Random(6).nextBytes(noise);
        stored.many(100, Rle.of(500, 500, noise));

        checkLimit("rle");
        checkLimit("polygons");
    }

    /** The refusal names the greatest limit that fits, and what fits, fits Lambda. */
    private void checkLimit(String shapes) {
        String refusal = stored.call("limit", "100", "shapes", shapes).getBody();
        assertThat(refusal).contains("limit must not be greater than ", " here: the page would be over 5 MB");
        int limit = Integer.parseInt(refusal.replaceAll("\\D*(\\d+) here.*", "$1"));

        APIGatewayProxyResponseEvent response = stored.call("limit", String.valueOf(limit), "shapes", shapes);
        assertThat(response.getStatusCode()).as("%s of %s", limit, shapes).isEqualTo(200);
        assertThat(Json.writeBytes(Json.object().put("body", response.getBody())))
                .as("what Lambda answers")
                .hasSizeLessThan(6 << 20);
        assertThat(stored.call("limit", String.valueOf(limit + 1), "shapes", shapes)
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void aSingleMaskThatIsTooLargeCanStillBeAnsweredWithoutShapes() {
        byte[] noise = new byte[3000 * 3000];
        new Random(5).nextBytes(noise);
        stored.many(1, Rle.of(3000, 3000, noise));

        assertThat(stored.call("shapes", "polygons").getBody()).contains("shapes must be fewer or left out here");
        assertThat(stored.call("limit", "1").getStatusCode()).isEqualTo(200);
    }

    /** A disc that almost touches all sides. */
    private static Rle disc(int side) {
        int[] runs = new int[2 * side + 1];
        int count = 0;
        int outside = 0;
        for (int x = 0; x < side; x++) {
            double half = Math.sqrt(Math.pow(side / 2.0 - 1, 2) - Math.pow(x + 0.5 - side / 2.0, 2));
            int top = half >= 0 ? (int) Math.round(side / 2.0 - half) : side / 2;
            if (2 * top < side) {
                runs[count++] = outside + top;
                runs[count++] = side - 2 * top;
                outside = top;
            } else {
                outside += side;
            }
        }
        runs[count++] = outside;
        return new Rle(side, side, Arrays.copyOf(runs, count));
    }
}
