package dev.frisket.local.command;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.stream.Stream;

/** Creates functions as Lambda does before it takes a snapshot, and fails at the first that draws random numbers. */
final class SnapshotProbe {
    private SnapshotProbe() {}

    /** Takes the functions' class names; {@code random} draws a number, to show that this is detected. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Security.insertProviderAt(new Nothing(), 1);
        for (String name : arguments) {
            if (name.equals("random")) {
                new SecureRandom().nextInt();
            } else {
                Class.forName(name).getConstructor().newInstance();
            }
            System.out.println(name);
        }
    }

    /** A provider whose random source fails. */
    private static final class Nothing extends Provider {
        private static final long serialVersionUID = 1L;

        Nothing() {
            super("Nothing", "1", "nothing random");
            putService(new Service(this, "SecureRandom", "Nothing", Source.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Source();
                }
            });
        }
    }

    private static final class Source extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        // A TLS client draws from its generator once, only to seed it, and discards the result. Lambda's Java
        // reseeds all generators when it restores a snapshot:
        // https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html
        private static final String TLS = "sun.security.ssl.SSLContextImpl";

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            if (Stream.of(new Throwable().getStackTrace())
                    .noneMatch(frame -> frame.getClassName().equals(TLS))) {
                throw new IllegalStateException("something random is made before the snapshot");
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int bytes) {
            throw new IllegalStateException("something random is made before the snapshot");
        }
    }
}
