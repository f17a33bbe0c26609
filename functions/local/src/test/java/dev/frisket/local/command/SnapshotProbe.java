package dev.frisket.local.command;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.stream.Stream;

/** Makes functions as Lambda does before it takes a snapshot of them, and fails of the first that makes anything random. */
final class SnapshotProbe {
    private SnapshotProbe() {}

    /** Takes the names of their classes; {@code random} shows that it would be seen. */
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

    /** Has nothing random to give. */
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

        // A client's TLS asks its generator once, and does not use the answer, so that it is seeded. Lambda's Java
        // seeds all
        // anew when it restores: https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html
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
