package dev.frisket.core.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A request that is refused because of an error that the caller can correct. */
public abstract sealed class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int statusCode;
    private final String reason;

    private ApiException(int statusCode, String reason, String message) {
        super(message, null, false, false);
        this.statusCode = statusCode;
        this.reason = reason;
    }

    /** The HTTP status, 400..499. */
    public int statusCode() {
        return statusCode;
    }

    /** The status's reason phrase, such as {@code Bad Request}. */
    public String reason() {
        return reason;
    }

    /** Headers of the response in addition to the usual ones. */
    public Map<String, String> headers() {
        return Map.of();
    }

    /** 400: the request breaks a rule, which the message names. */
    public static final class BadRequest extends ApiException {
        private static final long serialVersionUID = 1L;

        public BadRequest(String message) {
            super(400, "Bad Request", message);
        }
    }

    /** 401: the request is not authenticated. */
    public static final class Unauthorized extends ApiException {
        private static final long serialVersionUID = 1L;

        public Unauthorized() {
            super(401, "Unauthorized", "a valid API key is required: Authorization: Bearer <key>");
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("WWW-Authenticate", "Bearer");
        }
    }

    /** 403: the caller is authenticated but not allowed to do this. */
    public static final class Forbidden extends ApiException {
        private static final long serialVersionUID = 1L;

        public Forbidden(String message) {
            super(403, "Forbidden", message);
        }
    }

    /** 404: the resource does not exist, or is not visible to the caller. */
    public static final class NotFound extends ApiException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(404, "Not Found", message);
        }
    }

    /** 405: the path exists, but not for this method. */
    public static final class MethodNotAllowed extends ApiException {
        private static final long serialVersionUID = 1L;
        private final String allow;

        /** @param allow the methods that the path accepts, comma separated */
        public MethodNotAllowed(String allow) {
            super(405, "Method Not Allowed", "method must be one of the following values: " + allow + hint(allow));
            this.allow = allow;
        }

        private static String hint(String allow) {
            List<String> methods = Arrays.stream(allow.split(", "))
                    .filter(method -> !method.equals("OPTIONS"))
                    .toList();
            return methods.size() == 1 ? ": use " + methods.get(0) : "";
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Allow", allow);
        }
    }

    /** 409: the request conflicts with the current state. */
    public static final class Conflict extends ApiException {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(409, "Conflict", message);
        }
    }

    /** 413: the request is too large. */
    public static final class ContentTooLarge extends ApiException {
        private static final long serialVersionUID = 1L;

        public ContentTooLarge(String message) {
            super(413, "Content Too Large", message);
        }
    }

    /** 422: the request is well formed but contradicts an earlier one. */
    public static final class UnprocessableContent extends ApiException {
        private static final long serialVersionUID = 1L;

        public UnprocessableContent(String message) {
            super(422, "Unprocessable Content", message);
        }
    }

    /** 429: too many requests. */
    public static final class TooManyRequests extends ApiException {
        private static final long serialVersionUID = 1L;
        private final long retryAfterSeconds;

        /** @param retryAfterSeconds seconds to wait, at least 1 */
        public TooManyRequests(long retryAfterSeconds) {
            this("too many requests, try again later", retryAfterSeconds);
        }

        private TooManyRequests(String message, long retryAfterSeconds) {
            super(429, "Too Many Requests", message);
            this.retryAfterSeconds = retryAfterSeconds;
        }

        /** The API key's daily quota of requests is used up. */
        public static TooManyRequests ofQuota(long retryAfterSeconds) {
            return new TooManyRequests("the quota of the API key is used up, try again later", retryAfterSeconds);
        }

        /** The organization has as many unfinished artworks as it may have. */
        public static TooManyRequests ofUnfinished(int max, long retryAfterSeconds) {
            return new TooManyRequests(
                    "the organization must not have more than " + max + " unfinished artworks, try again later",
                    retryAfterSeconds);
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(retryAfterSeconds));
        }
    }
}
