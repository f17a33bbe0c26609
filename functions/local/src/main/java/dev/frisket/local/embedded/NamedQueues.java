package dev.frisket.local.embedded;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.InvalidParameterValue;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.util.Left;

/**
 * ElasticMQ's queue manager, except that it creates only queues whose names begin with a secret.
 *
 * <p>ElasticMQ creates a queue before it checks the path of the request. It also accepts a queue's ARN under any path,
 * which is why the names are secret.
 */
final class NamedQueues extends AbstractActor {
    private final String prefix;
    private final ActorRef manager = getContext()
            .actorOf(Props.create(
                    QueueManagerActor.class,
                    () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.empty())));

    private NamedQueues(String prefix) {
        this.prefix = prefix;
    }

    static Props beginningWith(String prefix) {
        return Props.create(NamedQueues.class, () -> new NamedQueues(prefix));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(CreateQueue.class, this::isNotOurs, this::refuse)
                .matchAny(message -> manager.forward(message, getContext()))
                .build();
    }

    private boolean isNotOurs(CreateQueue message) {
        return !message.request().name().startsWith(prefix);
    }

    private void refuse(CreateQueue message) {
        getSender().tell(Left.apply(new InvalidParameterValue(message.request().name(), "no such name")), getSelf());
    }
}
