package dev.frisket.access;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponseV1;
import dev.frisket.access.key.ApiKey;
import dev.frisket.access.key.ApiKeyStore;
import dev.frisket.access.key.Token;
import dev.frisket.core.aws.Aws;
import dev.frisket.core.aws.Timeouts;
import dev.frisket.core.bucket.BucketUnavailable;
import dev.frisket.core.config.Environment;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The TOKEN authorizer: allows callers with a valid API key, and passes its owner on to the functions.
 *
 * <p>The policy allows the whole stage, because the gateway caches it for the key's next requests, which may be for other
 * routes. The functions check scope and domain.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
 *     of an authorizer</a>
 */
public final class AuthorizerHandler implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponseV1> {
    private static final System.Logger LOG = System.getLogger(AuthorizerHandler.class.getName());
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([\\x21-\\x7e]+) *");

    private final ApiKeyStore keys;
    private final Predicate<Token> form;

    /**
     * The function's settings, from environment variables.
     *
     * @param controlBucket {@code CONTROL_BUCKET}: where API keys are kept
     */
    public record Configuration(String controlBucket) {
        public static Configuration of(Environment environment) {
            return new Configuration(environment.required("CONTROL_BUCKET"));
        }
    }

    /** Called by Lambda. */
    public AuthorizerHandler() {
        this(Configuration.of(Environment.ofProcess()), Aws.primed(Timeouts.OF_A_CALLER));
    }

    private AuthorizerHandler(Configuration configuration, Aws aws) {
        this(new ApiKeyStore(aws.bucket(configuration.controlBucket())), Token::isOurs);
    }

    /**
     * Creates a handler with these dependencies.
     *
     * @param form a token that fails it is refused without a lookup
     */
    public AuthorizerHandler(ApiKeyStore keys, Predicate<Token> form) {
        this.keys = keys;
        this.form = form;
    }

    /**
     * Allows the requests of the key's owner.
     *
     * @throws Unauthorized if the key is missing or not valid
     */
    @Override
    public IamPolicyResponseV1 handleRequest(APIGatewayCustomAuthorizerEvent event, Context context) {
        ApiKey key = token(event).filter(form).flatMap(this::find).orElseThrow(Unauthorized::new);
        return IamPolicyResponseV1.builder()
                .withPrincipalId(key.id().toString())
                .withPolicyDocument(IamPolicyResponseV1.PolicyDocument.builder()
                        .withVersion(IamPolicyResponseV1.VERSION_2012_10_17)
                        .withStatement(List.of(IamPolicyResponseV1.allowStatement(stage(event.getMethodArn()))))
                        .build())
                .withContext(key.caller().toContext())
                .withUsageIdentifierKey(key.id().toString())
                .build();
    }

    // Lambda's runtime logs thrown exceptions verbatim, so they are logged here, without secrets.
    private Optional<ApiKey> find(Token token) {
        try {
            return keys.findValid(token.digest());
        } catch (BucketUnavailable e) {
            LOG.log(Level.ERROR, "a key could not be looked up", e);
            throw new IllegalStateException("a key could not be looked up");
        }
    }

    private static Optional<Token> token(APIGatewayCustomAuthorizerEvent event) {
        String authorization = event.getAuthorizationToken();
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        return bearer.matches() ? Token.of(bearer.group(1)) : Optional.empty();
    }

    // arn:aws:execute-api:region:account:api/stage/GET/v2/…
    private static String stage(String methodArn) {
        String[] parts = methodArn.split("/", 3);
        return parts[0] + "/" + parts[1] + "/*/*";
    }

    /** Makes API Gateway respond with 401: the message must be this one word. Any other exception becomes 500. */
    public static final class Unauthorized extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unauthorized() {
            super("Unauthorized", null, false, false);
        }
    }
}
