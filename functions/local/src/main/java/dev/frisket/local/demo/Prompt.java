package dev.frisket.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.frisket.core.artwork.Method;
import java.util.List;

/** The prompt of a sample: points or words. */
sealed interface Prompt {

    /** Adds this prompt to a request. */
    void putInto(ObjectNode request);

    /**
     * A position in a picture.
     *
     * @param x fraction of the width, 0..1
     * @param y fraction of the height, 0..1
     */
    record Place(double x, double y) {}

    /**
     * A prompt of points.
     *
     * @param positive points on the object
     * @param negative points off it
     * @param refinementSteps how often the mask is refined
     */
    record Points(List<Place> positive, List<Place> negative, int refinementSteps) implements Prompt {
        public Points {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
        }

        @Override
        public void putInto(ObjectNode request) {
            request.put("method", Method.POINTS.value()).put("pointsRefinementSteps", refinementSteps);
            put(request.putObject("pointsPositive"), positive);
            if (!negative.isEmpty()) {
                put(request.putObject("pointsNegative"), negative);
            }
        }

        private static void put(ObjectNode group, List<Place> places) {
            ArrayNode points = group.putArray("points");
            for (Place place : places) {
                points.addArray().add(place.x()).add(place.y());
            }
        }
    }

    /**
     * A prompt in words.
     *
     * @param text what to find
     */
    record Words(String text) implements Prompt {
        @Override
        public void putInto(ObjectNode request) {
            request.put("method", Method.TEXT.value()).put("textPrompt", text);
        }
    }
}
