package dev.frisket.local.embedded;

import com.google.common.util.concurrent.Striped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A blob store whose writes with If-Match are atomic among all users of this object, as S3's are.
 *
 * <p>s3proxy compares the version and writes in two steps, and reads an object's version and bytes in two steps; other
 * writes can intervene. So each key has a lock here, and the version is compared again under it. Files are created with
 * the process's default permissions, so access is restricted to the owner after each write.
 */
final class AtomicBlobStore extends ForwardingBlobStore {
    private static final int STRIPES = 1024;

    private final Striped<ReadWriteLock> locks = Striped.lazyWeakReadWriteLock(STRIPES);

    private final Path folder;

    /** @param folder of the blob store, with a folder for each bucket and in it a file for each object */
    AtomicBlobStore(BlobStore blobs, Path folder) {
        super(blobs);
        this.folder = folder;
    }

    @Override
    public CreateBucketResponse createContainer(CreateBucketRequest request) {
        return closed(request.bucket(), "", super.createContainer(request));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        return writing(request.bucket(), request.key(), () -> {
            if (request.ifMatch() != null) {
                compare(request);
            }
            return closed(request.bucket(), request.key(), super.putBlob(request, payload));
        });
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return writing(request.bucket(), request.key(), () -> super.removeBlob(request));
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        String bucket = request.destinationBucket();
        String key = request.destinationKey();
        return writing(bucket, key, () -> closed(bucket, key, super.copyBlob(request)));
    }

    // The stream is open before the lock is released, and keeps reading the bytes that it was opened on.
    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return withLock(of(request.bucket(), request.key()).readLock(), () -> super.getBlob(request));
    }

    // Called only for unsigned requests, which must not reveal even whether an object exists.
    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
        return ObjectCannedACL.PRIVATE;
    }

    // As above; s3proxy would derive it from the folder's permissions.
    @Override
    public BucketCannedACL getContainerAccess(String bucket) {
        return BucketCannedACL.PRIVATE;
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        return page.toBuilder()
                .contents(page.contents().stream()
                        .filter(object -> !UnfinishedWrites.named(object.key()))
                        .toList())
                .build();
    }

    private void compare(PutObjectRequest request) {
        @Nullable HeadObjectResponse current = blobMetadataIfPresent(request.bucket(), request.key());
        if (current == null) {
            throw S3Exceptions.noSuchKey(request.bucket(), request.key(), "nothing to replace");
        }
        if (!unquoted(request.ifMatch()).equals(unquoted(current.eTag()))) {
            throw S3Exceptions.preconditionFailed(null);
        }
    }

    private <T> T closed(String bucket, String key, T answer) {
        try {
            OwnerOnly.closeUpTo(folder, folder.resolve(bucket).resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private <T> T writing(String bucket, String key, Supplier<T> work) {
        return withLock(of(bucket, key).writeLock(), work);
    }

    private static <T> T withLock(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private ReadWriteLock of(String bucket, String key) {
        return locks.get(bucket + "/" + key);
    }
}
