package dev.frisket.outbound;

import dev.frisket.core.address.HostResolver;
import dev.frisket.core.address.ResolverFailedException;
import dev.frisket.core.address.UnknownHostNameException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * Queries name servers for addresses and reads their response codes, which alone distinguish a name that does not exist
 * from a server failure.
 *
 * <p>Uses the DNS client of the JDK. The usual library, dnsjava, is unsuitable: on JDK 18 and newer its mere presence
 * on the class path replaces the resolver of the whole process.
 */
final class NameServers implements HostResolver {

    private static final Duration FIRST_TIMEOUT = Duration.ofSeconds(1);
    private static final String TRIES = "2";

    private final String servers;
    private final Duration firstTimeout;

    /** @param servers a URL {@code dns://host:port}; {@code dns:} means the system's name servers */
    NameServers(String servers) {
        this(servers, FIRST_TIMEOUT);
    }

    /** @param firstTimeout how long to wait for one server; twice as long at the second try */
    NameServers(String servers, Duration firstTimeout) {
        this.servers = servers;
        this.firstTimeout = firstTimeout;
    }

    static NameServers ofSystem() {
        return new NameServers("dns:");
    }

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostNameException, ResolverFailedException {
        List<InetAddress> addresses = new ArrayList<>();
        // The system completes a name without a dot with its search domains, which are not known here.
        boolean failed = name.indexOf('.') < 0;
        // One query for each type: many servers refuse queries for ANY (RFC 8482).
        for (String type : List.of("A", "AAAA")) {
            try {
                addresses.addAll(ask(name, type));
            } catch (NameNotFoundException e) {
                break;
            } catch (NamingException e) {
                failed = true;
            }
        }
        if (addresses.isEmpty()) {
            if (failed) {
                throw new ResolverFailedException();
            }
            throw new UnknownHostNameException();
        }
        return addresses;
    }

    @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // only the DNS provider, which makes no objects; requires Hashtable
    private List<InetAddress> ask(String name, String type) throws NamingException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, servers);
        settings.put("com.sun.jndi.dns.timeout.initial", Long.toString(firstTimeout.toMillis()));
        settings.put("com.sun.jndi.dns.timeout.retries", TRIES);
        DirContext context = new InitialDirContext(settings);
        try {
            return addresses(context.getAttributes(name + ".", new String[] {type}), type);
        } catch (RuntimeException | StackOverflowError e) {
            // Thrown by the JDK on malformed responses.
            throw new NamingException("not a response");
        } finally {
            context.close();
        }
    }

    private static List<InetAddress> addresses(Attributes records, String type) throws NamingException {
        List<InetAddress> addresses = new ArrayList<>();
        Attribute found = records.get(type);
        if (found != null) {
            for (Object address : Collections.list(found.getAll())) {
                addresses.add(literal(address.toString()));
            }
        }
        return addresses;
    }

    /** Parses an address literal; nothing is resolved. */
    private static InetAddress literal(String digits) throws NamingException {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new NamingException("no address");
        }
    }
}
