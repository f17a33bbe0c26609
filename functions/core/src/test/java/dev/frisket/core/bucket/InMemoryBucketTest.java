package dev.frisket.core.bucket;

class InMemoryBucketTest extends BucketContract {
    private final Bucket objects = new InMemoryBucket();

    @Override
    protected Bucket objects() {
        return objects;
    }

    @Override
    protected boolean overHttp() {
        return false;
    }
}
