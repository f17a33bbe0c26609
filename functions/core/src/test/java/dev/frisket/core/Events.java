package dev.frisket.core;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The events in {@code events/}, read as Lambda's runtime reads them. */
public final class Events {
    private Events() {}

    /** The event {@code name}, without the file extension. */
    public static <T> T read(String name, Class<T> type) {
        try (InputStream json = Files.newInputStream(Path.of(System.getProperty("events"), name + ".json"))) {
            return LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader())
                    .fromJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
