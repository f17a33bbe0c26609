package dev.frisket.local.gateway;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import dev.frisket.core.api.Cors;
import dev.frisket.local.gateway.Authorizer.Admitted;
import dev.frisket.local.gateway.RouteTable.Call;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.jspecify.annotations.Nullable;

/**
 * Builds the event that API Gateway would pass to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">Lambda
 *     proxy integrations</a>
 */
final class ProxyEvent {
    private static final String STAGE = "local";

    private ProxyEvent() {}

    /** @param caller null for a public route */
    static APIGatewayProxyRequestEvent of(
            Request request, Call.ToRoute call, @Nullable Admitted caller, byte[] body, Cors cors, Instant now) {
        APIGatewayProxyRequestEvent event = new APIGatewayProxyRequestEvent()
                .withResource(call.route().resource())
                .withPath(request.getHttpURI().getPath())
                .withHttpMethod(request.getMethod())
                .withPathParameters(call.parameters().isEmpty() ? null : call.parameters())
                .withStageVariables(cors.stageVariables())
                .withRequestContext(context(request, call.route(), caller, now));
        putHeaders(event, request);
        putQuery(event, request);
        putBody(event, body);
        return event;
    }

    private static ProxyRequestContext context(Request request, Route route, @Nullable Admitted caller, Instant now) {
        ProxyRequestContext context = new ProxyRequestContext();
        context.setAccountId("000000000000");
        context.setApiId(STAGE);
        context.setStage(STAGE);
        context.setResourcePath(route.resource());
        context.setHttpMethod(request.getMethod());
        context.setPath(request.getHttpURI().getPath());
        context.setProtocol(request.getConnectionMetaData().getProtocol());
        context.setDomainName(Request.getServerName(request) + ":" + Request.getServerPort(request));
        context.setRequestId(UUID.randomUUID().toString());
        context.setRequestTimeEpoch(now.toEpochMilli());
        context.setIdentity(new RequestIdentity()
                .withSourceIp(Request.getRemoteAddr(request))
                .withUserAgent(request.getHeaders().get("User-Agent")));
        if (caller != null) {
            Map<String, Object> authorizer = new HashMap<>(caller.context());
            authorizer.put("principalId", caller.principal());
            context.setAuthorizer(authorizer);
        }
        return context;
    }

    private static void putHeaders(APIGatewayProxyRequestEvent event, Request request) {
        Map<String, String> last = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpField field : request.getHeaders()) {
            put(last, all, field.getName(), request.getHeaders().getValuesList(field.getName()));
        }
        put(last, all, "X-Forwarded-For", List.of(Request.getRemoteAddr(request)));
        put(last, all, "X-Forwarded-Proto", List.of("http"));
        put(last, all, "X-Forwarded-Port", List.of(Integer.toString(Request.getLocalPort(request))));
        event.setHeaders(last);
        event.setMultiValueHeaders(all);
    }

    private static void putQuery(APIGatewayProxyRequestEvent event, Request request) {
        String query = request.getHttpURI().getQuery();
        if (query == null || query.isEmpty()) {
            return;
        }
        Map<String, String> last = new TreeMap<>();
        Map<String, List<String>> all = new TreeMap<>();
        for (Fields.Field field : decode(query)) {
            put(last, all, field.getName(), field.getValues());
        }
        event.setQueryStringParameters(last);
        event.setMultiValueQueryStringParameters(all);
    }

    private static Fields decode(String query) {
        Fields fields = new Fields(true);
        UrlEncoded.decodeUtf8To(query, 0, query.length(), fields::add, true, true, true);
        return fields;
    }

    private static void put(Map<String, String> last, Map<String, List<String>> all, String name, List<String> values) {
        last.put(name, values.get(values.size() - 1));
        all.put(name, values);
    }

    private static void putBody(APIGatewayProxyRequestEvent event, byte[] body) {
        event.setIsBase64Encoded(false);
        if (body.length == 0) {
            return;
        }
        try {
            event.setBody(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            event.setBody(Base64.getEncoder().encodeToString(body));
            event.setIsBase64Encoded(true);
        }
    }
}
