package org.rialto.client;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.ValueFormat;
import org.rialto.mapihttp.wire.Connect;
import org.rialto.mapihttp.wire.Disconnect;
import org.rialto.mapihttp.wire.Execute;
import org.rialto.mapihttp.wire.NotificationWait;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.RopResponseReader;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.notification.RopNotify;

/// A Session Context of the mailbox server endpoint: it carries remote operations.
public final class MapiClient implements AutoCloseable {
    private static final int CODE_PAGE = 1252;
    private static final int LOCALE = 0x409;
    private static final ValueFormat FORMAT = ValueFormat.rop(CodePage.charset(CODE_PAGE));
    private final ContextConnection connection;
    private final String userDN;
    private final RopResponseReader reader = new RopResponseReader(FORMAT);
    private final Deque<RopNotify.Response> notifications = new ArrayDeque<>();
    private List<Integer> handles = List.of();

    private MapiClient(ContextConnection connection, String userDN) {
        this.connection = connection;
        this.userDN = userDN;
    }

    /// Connects to the mailbox that was discovered.
    public static MapiClient connect(Account account, Discovery discovery)
            throws IOException, InterruptedException {
        return connect(account, discovery.mailbox(), discovery.legacyDN());
    }

    public static MapiClient connect(Account account, URI endpoint, String userDN)
            throws IOException, InterruptedException {
        ContextConnection connection = new ContextConnection(account, endpoint);
        Connect.Response response = connection.send("Connect",
                new Connect.Request(userDN, 0, CODE_PAGE, LOCALE, LOCALE, Binary.EMPTY)
                        .toByteArray(),
                Connect::readResponse, Connect.Response.class);
        if (response.errorCode() != 0) {
            throw RefusedException.of("Connect", response.errorCode());
        }
        return new MapiClient(connection, userDN);
    }

    /// How 8-bit texts are written.
    public static ValueFormat format() { return FORMAT; }

    /// Logs on to the mailbox that was connected to, as logon 0.
    public RemoteMailbox logOn() throws IOException, InterruptedException {
        RopLogon.Request request = new RopLogon.Request(0, 0, RopLogon.PRIVATE,
                RopLogon.USE_PER_MDB_REPLID_MAPPING, 0, userDN);
        RopLogon.PrivateResponse response = answer(
                execute(List.of(RopBuffer.NO_HANDLE), request).getFirst(), request,
                RopLogon.PrivateResponse.class);
        return new RemoteMailbox(this, handle(0), response);
    }

    // ---- operations -------------------------------------------------------------------------

    /// Carries operations out in one request; answers their responses, in order, without
    /// notifications. [#handle] then has the table of handles as the server left it.
    ///
    /// @param table handles by the index that the requests name
    /// @throws RefusedException the call failed as a whole
    public List<RopResponse> execute(List<Integer> table, RopRequest... requests)
            throws IOException, InterruptedException {
        ByteWriter out = new ByteWriter();
        List<RopRequest> asked = List.of(requests);
        ExtendedBuffer.write(out, RopBuffer.ofRequests(asked, table, FORMAT).toByteArray(),
                ExtendedBuffer.Coding.PLAIN, true);
        Execute.Response response = connection.send("Execute",
                new Execute.Request(Execute.NO_XOR_MAGIC | Execute.CHAIN,
                        Binary.wrap(out.toByteArray()), Execute.MOST_BYTES, Binary.EMPTY)
                        .toByteArray(),
                Execute::readResponse, Execute.Response.class);
        if (response.errorCode() != 0) {
            throw RefusedException.of("Execute", response.errorCode());
        }
        List<RopResponse> all = new ArrayList<>();
        for (Binary payload : ExtendedBuffer.readAll(response.ropBuffer().reader())) {
            RopBuffer output = RopBuffer.read(payload.reader());
            handles = output.handles();
            for (RopResponse each : reader.read(asked, output)) {
                if (each instanceof RopNotify.Response notification) {
                    notifications.add(notification);
                } else {
                    all.add(each);
                }
            }
            // What follows goes on with the last one.
            asked = asked.isEmpty() ? asked : List.of(asked.getLast());
        }
        return all;
    }

    /// The handle at an index of the last answer's table.
    public int handle(int index) { return handles.get(index); }

    /// Carries one operation out on an object; what it makes is at index 1.
    ///
    /// @throws RefusedException it failed
    public <T extends RopAnswer> T ask(int handle, RopRequest request, Class<T> kind)
            throws IOException, InterruptedException {
        return answer(execute(List.of(handle, RopBuffer.NO_HANDLE), request).getFirst(), request,
                kind);
    }

    /// A response as what it is for success.
    public static <T extends RopAnswer> T answer(RopResponse response, RopRequest request,
            Class<T> kind) throws RefusedException {
        if (response instanceof RopAnswer answer && !answer.returnValue().isSuccess()) {
            throw RefusedException.of(request.ropId().toString(), answer.returnValue());
        }
        return kind.cast(response);
    }

    // ---- notifications ----------------------------------------------------------------------

    /// Waits until the next call brings notifications; false when the server waited long enough.
    public boolean notificationWait() throws IOException, InterruptedException {
        NotificationWait.Response response = connection.send("NotificationWait",
                new NotificationWait.Request(0, Binary.EMPTY).toByteArray(),
                NotificationWait::readResponse, NotificationWait.Response.class);
        if (response.errorCode() != 0) {
            throw RefusedException.of("NotificationWait", response.errorCode());
        }
        return response.eventPending();
    }

    /// Fetches what waits, by a call without operations, and answers it with what came beside other
    /// answers.
    public List<RopNotify.Response> notifications() throws IOException, InterruptedException {
        execute(List.of());
        List<RopNotify.Response> all = List.copyOf(notifications);
        notifications.clear();
        return all;
    }

    // ---- the end ----------------------------------------------------------------------------

    /// Keeps the Session Context alive.
    public void ping() throws IOException, InterruptedException {
        connection.send("PING", new byte[0]);
    }

    public void disconnect() throws IOException, InterruptedException {
        Disconnect.Response response = connection.send("Disconnect",
                new Disconnect.Request(Binary.EMPTY).toByteArray(), Disconnect::readResponse,
                Disconnect.Response.class);
        if (response.errorCode() != 0) {
            throw RefusedException.of("Disconnect", response.errorCode());
        }
    }

    /// Disconnects.
    @Override
    public void close() throws IOException {
        try {
            disconnect();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
