package org.rialto.protocols.rops.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.directory.Actor;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.store.table.RowMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A session of a client (its Session Context, MS-OXCRPC §3.1.1): who it is, and what it has open.
/// One call at a time is carried out; others wait. Independent of what carries the calls.
public final class RopSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RopSession.class);
    /// The least that any call has: an RPC_HEADER_EXT. MS-OXCRPC §3.1.4.2.
    private static final int LEAST_BYTES = ExtendedBuffer.HEADER_BYTES;
    private static final int MOST_REDIRECTS = 5;
    private static final long REDIRECTS_WITHIN_NANOS = 10_000_000_000L;
    private final RopServer server;
    private final Supplier<? extends Actor> actor;
    private final ClientLocale locale;
    private final ValueFormat format;
    private final int sessionIndex;
    private final ReentrantLock lock = new ReentrantLock();
    private final ServerObjects objects;
    private final NotificationQueue notifications = new NotificationQueue();
    private final TransferMemory transferMemory;
    private final ObjectSpace space;
    private final OpeningBudget openings;
    private final RowMemory rowMemory;
    private final RowBudget rowBudget;
    private final Deque<Long> redirected = new ArrayDeque<>();
    private @Nullable UUID firstMailbox;
    private long calls;
    private boolean closed;
    private volatile boolean cached;

    /// @param actor who it is, as of whenever it is asked
    /// @param sessionIndex what the carrier's session is known by (RopPending)
    public RopSession(RopServer server, Supplier<? extends Actor> actor, ClientLocale locale,
            int sessionIndex) {
        this.server = server;
        this.actor = actor;
        this.locale = locale;
        this.format = ValueFormat.rop(CodePage.charset(locale.codePage()));
        this.sessionIndex = sessionIndex;
        this.objects = new ServerObjects(server.limits(), this::released);
        this.space = ObjectMemory.ofSession(server.limits(), objects::holds);
        this.transferMemory = TransferMemory.ofSession(server.limits());
        this.openings = new OpeningBudget(server.limits().openings());
        this.rowBudget = new RowBudget(server.limits().lookedAtRows());
        this.rowMemory = server.views().memory().within(server.limits().tableBytes(),
                () -> new RopError(ErrorCodes.ServerMemory));
    }

    /// Carries a call out: extended buffers in, extended buffers out.
    ///
    /// @throws CallError the call fails as a whole; nothing of it was done
    /// @throws MailError.LoggedOut the session is over
    public byte[] execute(byte[] extendedBuffers, ExecuteOptions options) {
        lock.lock();
        try {
            if (closed) {
                throw new CallError(ErrorCodes.EndOfSession, "the session is closed", null);
            }
            Actor now = actor.get();
            LOG.trace("{}: a call of {}", options.requestId(), now.label());
            RopInput input = read(extendedBuffers, options);
            openings.renew();
            rowBudget.renew();
            calls++;
            List<RopBuffer.Written> payloads = new Execution(this, input, options.requestId())
                    .run(options);
            ByteWriter out = new ByteWriter(payloads.stream()
                    .mapToInt(each -> ExtendedBuffer.HEADER_BYTES + each.sizeBytes()).sum());
            ExtendedBuffer.writeAll(out, payloads, options.coding());
            return out.finish();
        } finally {
            if (!closed) {
                space.settle();
            }
            lock.unlock();
        }
    }

    private RopInput read(byte[] extendedBuffers, ExecuteOptions options) {
        if (extendedBuffers.length < LEAST_BYTES || options.mostBytes() < LEAST_BYTES) {
            throw new CallError(ErrorCodes.NetworkError, "a buffer without a header", null);
        }
        try {
            return RopInput.read(extendedBuffers, new RequestContext(format, this::isPrivate),
                    this::formatOf);
        } catch (MalformedDataException e) {
            throw new CallError(ErrorCodes.RpcFormat, String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isPrivate(int logonId) {
        LogonObject logon = objects.logon(logonId);
        return logon == null || logon.isPrivate();
    }

    /// The form of texts of an object and of what it owns: a message has a code page of its own.
    /// MS-OXCROPS §3.1.5.4.
    ValueFormat formatOf(int handle) {
        return switch (objects.find(handle)) {
            case StoredMessage message -> message.format();
            case StoredAttachment attachment -> attachment.parent().format();
            case null, default -> format;
        };
    }

    /// The number of the call that is carried out. Whoever makes the next one has the answer of this.
    long calls() { return calls; }

    public RopServer server() { return server; }

    /// Who the session is of.
    public Supplier<? extends Actor> actor() { return actor; }

    ClientLocale locale() { return locale; }

    public ValueFormat format() { return format; }

    public int sessionIndex() { return sessionIndex; }

    /// What waits to be told to the client.
    public NotificationQueue notifications() { return notifications; }

    /// Whether the client works on a copy of the mailbox (ClientMode, MS-OXCRPC §2.2.2.2.4), which
    /// is told message classes in 8-bit characters. Told by the carrier, when it hears it.
    public boolean isCached() { return cached; }

    public void setCached(boolean isCached) { cached = isCached; }

    ServerObjects objects() { return objects; }

    /// What its open objects may take.
    ObjectSpace space() { return space; }

    private void released() { space.released(); }

    TransferMemory transferMemory() { return transferMemory; }

    OpeningBudget openings() { return openings; }

    /// What the rows of the session's tables may hold.
    RowMemory rowMemory() { return rowMemory; }

    RowBudget rowBudget() { return rowBudget; }

    /// Of the private mailbox that the session first logged on to; null before that.
    @Nullable
    UUID firstMailbox() { return firstMailbox; }

    /// A client that does not go where it was sent to is told to wait: after five logons within ten
    /// seconds. MS-OXCSTOR §3.2.5.1.1.
    ///
    /// @throws RopError ServerPaused
    void redirects() {
        long now = System.nanoTime();
        redirected.removeIf(at -> now - at > REDIRECTS_WITHIN_NANOS);
        if (redirected.size() >= MOST_REDIRECTS) {
            throw new RopError(ErrorCodes.ServerPaused);
        }
        redirected.add(now);
    }

    void loggedOn(LogonObject logon) {
        if (firstMailbox == null && logon.isPrivate()) {
            firstMailbox = logon.ids().mailbox().guid();
        }
    }

    /// Closes everything that the session has open.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            objects.releaseAll();
            space.close();
        } finally {
            lock.unlock();
        }
    }
}
