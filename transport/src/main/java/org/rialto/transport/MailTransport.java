package org.rialto.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rialto.database.Database;
import org.rialto.database.Sql;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.Limit;
import org.rialto.directory.Link;
import org.rialto.directory.Resolution;
import org.rialto.directory.SmtpAddress;
import org.rialto.mailbox.Delivery;
import org.rialto.mapi.MailError;
import org.rialto.store.Store;
import org.rialto.transport.dsn.DsnWriter;
import org.rialto.transport.outbound.Courier;
import org.rialto.transport.queue.QueueAdministration;
import org.rialto.transport.queue.QueueRows;
import org.rialto.transport.queue.QueueRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The transport of a real server. Wires the room's parts together; each is described where it is:
/// [Categorizer] who, [LocalDelivery] here, [Courier] elsewhere, [Acceptor] the moment of
/// responsibility, [QueueRunner] later, [Reporter] back to the sender.
public final class MailTransport implements Transport, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MailTransport.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration LAST_BEAT = Duration.ofSeconds(10);
    /// Longer than any pause of a living process.
    private static final Duration SILENCE = Duration.ofMinutes(3);
    private final TransportConfiguration configuration;
    private final Store store;
    private final Directory directory;
    private final Clock clock;
    private final Courier courier;
    private final Categorizer categorizer;
    private final Acceptor acceptor;
    private final QueueRunner runner;
    private final QueueAdministration administration;
    private final Cache<UUID, Long> freeBytes = Caffeine.newBuilder().maximumSize(100_000)
            .expireAfterWrite(Duration.ofSeconds(5)).build();
    private final TransportCounters counters = new TransportCounters();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger intakes = new AtomicInteger();
    private final Database database;
    private final QueueRows rows;
    private final Thread heart;
    private final Attempts attempts;

    /// Opens the queue's tables and resumes what is in them. The courier is closed with this.
    public MailTransport(TransportConfiguration configuration, Database database, Store store,
            Directory directory, Courier courier, Clock clock) {
        this.configuration = configuration;
        this.store = store;
        this.directory = directory;
        this.courier = courier;
        this.clock = clock;
        this.database = database;
        this.rows = new QueueRows(database, store.blobs(), configuration.node());
        this.categorizer = new Categorizer(directory, configuration.postmaster());
        this.runner = new QueueRunner(database, rows, configuration.queue(), courier::destination,
                clock);
        LocalDelivery localDelivery = new LocalDelivery(database, store,
                new Delivery(store, directory, configuration.rules()),
                new RuleMail(store.blobs(), rows, runner, categorizer, clock));
        this.acceptor = new Acceptor(categorizer, localDelivery, rows, configuration.retry(),
                runner, counters, journal(configuration, store));
        Reporter reporter = new Reporter(database, store.blobs(), rows, configuration.retry(),
                new DsnWriter(configuration.hostName()), this::begin, clock);
        this.administration = new QueueAdministration(database, rows, runner, clock);
        this.attempts = new Attempts(database, store.blobs(), rows, configuration, categorizer,
                localDelivery, courier, reporter, clock, counters);
        runner.start(attempts);
        this.heart = Thread.ofVirtual().name("queue-heart").start(this::beat);
    }

    private static @Nullable Journal journal(TransportConfiguration configuration, Store store) {
        SmtpAddress address = configuration.journal();
        return address == null
                ? null
                : new Journal(address, configuration.hostName(), store.blobs());
    }

    /// Says from time to time that this process lives, and takes over the messages of those that
    /// share the database and do not.
    private void beat() {
        try {
            do {
                try {
                    Instant now = clock.instant();
                    int taken = database
                            .write(sql -> rows.takeOver(sql, now, now.minus(SILENCE)));
                    if (taken > 0) {
                        log.info("Took over {} messages of a process that is gone", taken);
                        runner.wake();
                    }
                } catch (MailError.Unavailable e) {
                    log.warn("The queue's sign of life failed: {}", e.getMessage());
                }
            } while (!stopped.await(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public QueueAdministration queue() { return administration; }

    public TransportCounters counters() { return counters; }

    @Override
    public SenderVerdict verifySender(Envelope envelope) {
        if (envelope.sizeBytes() > configuration.messageBytes()) {
            return new SenderVerdict.TooLarge("messages may have up to "
                    + configuration.messageBytes() + " bytes");
        }
        SmtpAddress sender = envelope.sender();
        SmtpAddress authenticated = envelope.authenticated();
        if (authenticated == null) {
            return sender != null && configuration.ownSendersOnly()
                    && directory.isOurs(sender.domain())
                            ? new SenderVerdict.Denied("log in to send as " + sender)
                            : new SenderVerdict.Accepted();
        }
        DirectoryObject user = user(authenticated);
        if (user == null) {
            return new SenderVerdict.Denied("the user is not in the directory any more");
        }
        SenderVerdict verdict = sender == null ? new SenderVerdict.Accepted() : as(user, sender);
        if (verdict instanceof SenderVerdict.Denied) {
            return verdict;
        }
        SenderVerdict limited = user instanceof DirectoryObject.MailboxOwner owner
                ? overLimit(owner, envelope.sizeBytes())
                : null;
        return limited == null ? verdict : limited;
    }

    private @Nullable DirectoryObject user(SmtpAddress authenticated) {
        return directory.resolve(
                authenticated) instanceof Resolution.Found(DirectoryObject user, String _)
                        ? user
                        : null;
    }

    private SenderVerdict as(DirectoryObject user, SmtpAddress sender) {
        SenderVerdict denied = new SenderVerdict.Denied(
                user.entry().address() + " may not send as " + sender);
        return switch (directory.resolve(sender)) {
            case Resolution.Found(DirectoryObject owner, String _) -> as(user, owner, denied);
            case Resolution.Unknown() -> denied;
            case Resolution.Elsewhere() -> configuration.foreignSenders()
                    ? new SenderVerdict.Accepted()
                    : denied;
        };
    }

    /// Whether a user may send as the owner, not only on behalf.
    public boolean maySendAs(DirectoryObject user, DirectoryObject owner) {
        return as(user, owner, new SenderVerdict.Denied("")) instanceof SenderVerdict.Accepted;
    }

    private SenderVerdict as(DirectoryObject user, DirectoryObject owner, SenderVerdict denied) {
        if (user.id() == owner.id()) {
            return new SenderVerdict.Accepted();
        }
        Set<UUID> groups = directory.groupsOf(user);
        if (granted(owner, Link.SEND_AS, user, groups)) {
            return new SenderVerdict.Accepted();
        }
        return granted(owner, Link.SEND_ON_BEHALF, user, groups)
                ? new SenderVerdict.OnBehalf()
                : denied;
    }

    /// Null when no limit of the user is in the way.
    private @Nullable SenderVerdict overLimit(DirectoryObject.MailboxOwner user, long sizeBytes) {
        Map<Limit, Long> limits = directory.limits(user);
        long size = limits.getOrDefault(Limit.MESSAGE_BYTES, Limit.UNLIMITED);
        if (size != Limit.UNLIMITED && sizeBytes > size) {
            return new SenderVerdict.TooLarge("messages may have up to " + size + " bytes");
        }
        long messages = limits.getOrDefault(Limit.SENT_PER_DAY, Limit.UNLIMITED);
        if (messages != Limit.UNLIMITED && directory.sent(user.id(), today()) >= messages) {
            return new SenderVerdict.EnoughToday("you may send " + messages
                    + " messages a day; go on tomorrow");
        }
        return store.findMailbox(user.mailboxGuid())
                .filter(info -> info.quota().prohibitSendBytes() > 0
                        && info.contentSize() >= info.quota().prohibitSendBytes())
                .<SenderVerdict>map(info -> new SenderVerdict.Full(
                        "your mailbox is full: delete something before you send more"))
                .orElse(null);
    }

    /// Days begin at midnight UTC.
    private long today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    }

    @Override
    public int recipientLimit(Envelope envelope) {
        SmtpAddress authenticated = envelope.authenticated();
        if (authenticated == null
                || !(user(authenticated) instanceof DirectoryObject.MailboxOwner user)) {
            return Integer.MAX_VALUE;
        }
        long limit = directory.limits(user).getOrDefault(Limit.RECIPIENTS, Limit.UNLIMITED);
        return limit == Limit.UNLIMITED
                ? Integer.MAX_VALUE
                : Math.clamp(limit, 1, Integer.MAX_VALUE);
    }

    /// How large a message of the envelope's user may be.
    public long sizeLimitBytes(Envelope envelope) {
        SmtpAddress authenticated = envelope.authenticated();
        if (authenticated == null
                || !(user(authenticated) instanceof DirectoryObject.MailboxOwner user)) {
            return configuration.messageBytes();
        }
        return sizeLimitBytes(user);
    }

    /// The largest message that a user may send.
    public long sizeLimitBytes(DirectoryObject.MailboxOwner user) {
        long limit = directory.limits(user).getOrDefault(Limit.MESSAGE_BYTES, Limit.UNLIMITED);
        return limit == Limit.UNLIMITED
                ? configuration.messageBytes()
                : Math.min(limit, configuration.messageBytes());
    }

    private boolean granted(DirectoryObject owner, Link link, DirectoryObject user,
            Set<UUID> groups) {
        List<DirectoryObject> granted = directory.linked(owner.id(), link);
        return granted.stream().anyMatch(
                one -> one.id() == user.id() || groups.contains(one.guid()));
    }

    @Override
    public RecipientVerdict verify(Envelope envelope, SmtpAddress recipient) {
        return switch (categorizer.resolve(recipient)) {
            case Resolution.Elsewhere() -> new RecipientVerdict.Remote();
            case Resolution.Unknown() -> new RecipientVerdict.Unknown(
                    "there is nobody of this address here");
            case Resolution.Found(DirectoryObject object, String _) -> verify(envelope, object);
        };
    }

    private RecipientVerdict verify(Envelope envelope, DirectoryObject object) {
        Routed.Target.Nowhere refusal = categorizer.refusal(categorizer.author(envelope), object,
                envelope.sizeBytes());
        if (refusal != null) {
            return refusal.status().equals(EnhancedStatus.MESSAGE_TOO_BIG)
                    ? new RecipientVerdict.TooLarge(refusal.reason())
                    : new RecipientVerdict.Denied(refusal.reason());
        }
        if (object instanceof DirectoryObject.MailboxOwner owner
                && isFull(owner.mailboxGuid(), envelope.sizeBytes())) {
            return new RecipientVerdict.OverQuota("the mailbox is full");
        }
        return new RecipientVerdict.Local();
    }

    /// As of a moment ago: RCPT is a courtesy, delivery itself decides.
    private boolean isFull(UUID mailbox, long sizeBytes) {
        long free = freeBytes.get(mailbox, guid -> store.findMailbox(guid).map(info -> {
            long limit = info.quota().prohibitReceiveBytes();
            return limit > 0 ? limit - info.contentSize() : Long.MAX_VALUE;
        }).orElse(Long.MAX_VALUE));
        return sizeBytes > free || free <= 0;
    }

    @Override
    public Intake begin(Envelope envelope) { return begin(envelope, counted(envelope)); }

    /// One more message that the envelope's user sends today.
    private InSameUnit counted(Envelope envelope) {
        if (stopping.get()) {
            throw new MailError.Unavailable("the server is shutting down");
        }
        if (envelope.sizeBytes() > configuration.messageBytes()) {
            throw new MailError.TooLarge("messages may have up to "
                    + configuration.messageBytes() + " bytes");
        }
        SmtpAddress authenticated = envelope.authenticated();
        DirectoryObject user = authenticated == null ? null : user(authenticated);
        long day = today();
        return user == null
                ? InSameUnit.NOTHING
                : sql -> directory.countSent(sql, user.id(), day);
    }

    /// A message of a mailbox here; `also` is written in the unit of work that takes it.
    public Intake submit(Envelope envelope, InSameUnit also) {
        InSameUnit counted = counted(envelope);
        return begin(envelope, new InSameUnit() {
            @Override
            public void write(Sql sql) throws SQLException {
                also.write(sql);
                counted.write(sql);
            }

            @Override
            public OptionalLong mailboxId() { return also.mailboxId(); }
        });
    }

    /// A message that goes nowhere; its sender is told why.
    public Intake refuse(Envelope envelope, InSameUnit also, EnhancedStatus status, String reason) {
        return intake(envelope, message -> acceptor.refuse(message, also, status, reason));
    }

    /// For mail of this room's own, which is taken while shutting down too.
    private Intake begin(Envelope envelope, InSameUnit also) {
        return intake(envelope, message -> acceptor.accept(message, also));
    }

    private Intake intake(Envelope envelope, Consumer<Incoming> acceptance) {
        intakes.incrementAndGet();
        return new MailIntake(envelope, acceptance, store.blobs().create(), configuration, clock,
                intakes::decrementAndGet);
    }

    /// This process, among those that share the database.
    public String node() { return configuration.node(); }

    /// Messages being received at this moment.
    public int intakes() { return intakes.get(); }

    /// Attempts being made at this moment.
    public int attempts() { return runner.active(); }

    /// Takes no more messages, waits for attempts that run, ends the sessions with peers. What is
    /// in the queue stays there for the next start.
    @Override
    public void close() {
        if (stopping.compareAndSet(false, true)) {
            stopped.countDown();
            attempts.stop();
            runner.close();
            courier.close();
            // Not interrupted: it may be writing to a database that is closed afterwards.
            try {
                heart.join(LAST_BEAT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
