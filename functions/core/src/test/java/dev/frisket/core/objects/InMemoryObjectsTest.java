package dev.frisket.core.objects;

class InMemoryObjectsTest extends ObjectsContract {
    private final Objects objects = new InMemoryObjects();

    @Override
    protected Objects objects() {
        return objects;
    }

    @Override
    protected boolean overHttp() {
        return false;
    }
}
