package dev.frisket.status;

import dev.frisket.core.bucket.Bucket;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the calls of a bucket, and runs an action between listing keys and reading their objects. */
final class Calls {
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final Bucket port;
    private volatile Runnable afterListing = () -> {};

    Calls(Bucket behind) {
        port = (Bucket) Proxy.newProxyInstance(
                Bucket.class.getClassLoader(), new Class<?>[] {Bucket.class}, (proxy, method, arguments) -> {
                    names.add(method.getName());
                    Object answer = method.invoke(behind, arguments);
                    if (method.getName().equals("list")) {
                        afterListing.run();
                    }
                    return answer;
                });
    }

    Bucket port() {
        return port;
    }

    long count(String name) {
        return names.stream().filter(name::equals).count();
    }

    void forget() {
        names.clear();
    }

    void afterListing(Runnable happening) {
        afterListing = happening;
    }
}
