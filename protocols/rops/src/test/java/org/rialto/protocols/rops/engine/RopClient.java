package org.rialto.protocols.rops.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.directory.DirectoryObject;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.SortOrderSet;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.RopResponseReader;
import org.rialto.protocols.rops.wire.attachment.RopOpenAttachment;
import org.rialto.protocols.rops.wire.folder.RopGetContentsTable;
import org.rialto.protocols.rops.wire.folder.RopGetHierarchyTable;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopSaveChangesMessage;
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;
import org.rialto.protocols.rops.wire.table.RopSortTable;

/// A client of a session in the same process, by bytes only. Requests of one call name objects by
/// 0 (what they work on) and 1 (what they make, or where they copy to).
public final class RopClient implements Operations {
    static final ValueFormat FORMAT = ValueFormat.rop(CodePage.charset(1252));
    static final int MOST = ExtendedBuffer.LARGEST_PAYLOAD_BYTES + ExtendedBuffer.HEADER_BYTES;
    final RopSession session;
    private final RopResponseReader reader = new RopResponseReader(FORMAT);
    private List<Integer> handles = List.of();
    private final List<RopNotify.Response> heard = new ArrayList<>();

    RopClient(RopSession session) { this.session = session; }

    static byte[] bytes(List<Integer> handles, RopRequest... requests) {
        ByteWriter out = new ByteWriter();
        ExtendedBuffer.write(out,
                RopBuffer.ofRequests(List.of(requests), handles, FORMAT).toByteArray(),
                ExtendedBuffer.Coding.PLAIN, true);
        return out.toByteArray();
    }

    static ExecuteOptions options(int mostBytes, boolean chained) {
        return new ExecuteOptions(mostBytes, ExtendedBuffer.Coding.PLAIN, chained, "test");
    }

    /// The responses of the first payload.
    List<RopResponse> execute(List<Integer> table, RopRequest... requests) {
        return execute(table, options(MOST, false), requests).getFirst();
    }

    /// The responses of each payload, without the notifications among them.
    List<List<RopResponse>> execute(List<Integer> table, ExecuteOptions options,
            RopRequest... requests) {
        byte[] answer = session.execute(bytes(table, requests), options);
        assertThat(answer.length).isLessThanOrEqualTo(options.mostBytes());
        List<List<RopResponse>> all = new ArrayList<>();
        List<RopRequest> asked = List.of(requests);
        for (Binary payload : ExtendedBuffer.readAll(new ByteReader(answer))) {
            RopBuffer output = RopBuffer.read(payload.reader());
            handles = output.handles();
            List<RopResponse> responses = new ArrayList<>(reader.read(asked, output));
            if (requests.length > 0) {
                assertAnswers(asked, responses);
                keepNotifications(responses);
                asked = List.of(requests[requests.length - 1]);
            }
            all.add(responses);
        }
        return all;
    }

    /// MS-OXCROPS §2.2.3 to §2.2.14: each answer names the operation and the index that its request
    /// did, in their order (§3.2.5.1).
    private static void assertAnswers(List<RopRequest> asked, List<RopResponse> responses) {
        List<RopRequest> answered = asked.stream()
                .filter(each -> !(each instanceof RopRelease.Request)).toList();
        int at = 0;
        for (RopResponse each : responses) {
            if (!(each instanceof RopAnswer answer)) {
                continue;
            }
            RopAnswer expected = (RopAnswer) answered.get(at++)
                    .failure(ErrorCodes.GeneralFailure);
            assertThat(answer.handleIndex()).as("%s", each).isEqualTo(expected.handleIndex());
            assertThat(answer.ropId()).isEqualTo(expected.ropId());
        }
    }

    /// Events come with whatever is answered.
    private void keepNotifications(List<RopResponse> responses) {
        for (RopResponse each : List.copyOf(responses)) {
            if (each instanceof RopNotify.Response notification) {
                responses.remove(each);
                heard.add(notification);
            }
        }
    }

    @Override
    public int handle(int index) { return handles.get(index); }

    @Override
    public List<RopAnswer> answers(List<Integer> table, RopRequest... requests) {
        return execute(table, requests).stream().map(RopAnswer.class::cast).toList();
    }

    static RopLogon.Request logonRequest(int logonId, DirectoryObject.User user) {
        return new RopLogon.Request(logonId, 0, RopLogon.PRIVATE,
                RopLogon.USE_PER_MDB_REPLID_MAPPING, 0, user.entry().legacyDN());
    }

    /// Logs on as logon 0; answers its handle.
    int logon(DirectoryObject.User user) {
        RopAnswer answer = (RopAnswer) execute(List.of(RopBuffer.NO_HANDLE), logonRequest(0, user))
                .getFirst();
        assertThat(answer.returnValue().name()).isEqualTo("Success");
        return handle(0);
    }

    int publicLogon(int logonId) {
        RopAnswer answer = (RopAnswer) execute(List.of(RopBuffer.NO_HANDLE),
                new RopLogon.Request(logonId, 0, 0, RopLogon.PUBLIC, 0, "")).getFirst();
        assertThat(answer.returnValue().name()).isEqualTo("Success");
        return handle(0);
    }

    /// A new message that is not saved yet.
    int create(int object, long folderId) {
        ask(object, new RopCreateMessage.Request(0, 0, 1, 0x0FFF, Ids.folder(folderId), false),
                RopCreateMessage.Response.class);
        return handle(1);
    }

    void set(int object, PropertyTag tag, Object value) {
        assertThat(ask(object, new RopSetProperties.Request(0, 0,
                List.of(PropertyValue.of(tag, value))), RopSetProperties.Response.class)
                .propertyProblems()).isEmpty();
    }

    /// Saves a message, which stays open; answers its id.
    long save(int message) {
        return Ids.message(ask(message, new RopSaveChangesMessage.Request(0, 0, 0,
                RopSaveChangesMessage.KEEP_OPEN_READ_WRITE),
                RopSaveChangesMessage.Response.class).messageId());
    }

    int openAttachment(int message, int number) {
        ask(message, new RopOpenAttachment.Request(0, 0, 1, RopOpenAttachment.BEST_ACCESS,
                number), RopOpenAttachment.Response.class);
        return handle(1);
    }

    int contents(int folder, int flags) {
        ask(folder, new RopGetContentsTable.Request(0, 0, 1, flags),
                RopGetContentsTable.Response.class);
        return handle(1);
    }

    int hierarchy(int folder, int flags) {
        ask(folder, new RopGetHierarchyTable.Request(0, 0, 1, flags),
                RopGetHierarchyTable.Response.class);
        return handle(1);
    }

    void columns(int table, PropertyTag... tags) { columns(table, List.of(tags)); }

    private void columns(int table, List<PropertyTag> tags) {
        ask(table, new RopSetColumns.Request(0, 0, 0, tags), RopSetColumns.Response.class);
    }

    void sort(int table, SortOrderSet order) {
        ask(table, new RopSortTable.Request(0, 0, 0, order), RopSortTable.Response.class);
    }

    /// The next rows of a table, once these are its columns.
    List<PropertyRow> rows(int table, List<PropertyTag> columns) {
        columns(table, columns);
        return ask(table, new RopQueryRows.Request(0, 0, 0, true, 100),
                RopQueryRows.Response.class).rows(columns, FORMAT);
    }

    /// So many notifications, waiting for them; what one call brings is taken as a whole.
    List<RopNotify.Response> notifications(int count) {
        List<RopNotify.Response> told = new ArrayList<>(heard);
        heard.clear();
        long end = System.nanoTime() + 60_000_000_000L;
        while (told.size() < count) {
            for (RopResponse response : execute(List.of())) {
                if (response instanceof RopNotify.Response notification) {
                    told.add(notification);
                }
            }
            assertThat(System.nanoTime()).as("time; heard so far: " + told).isLessThan(end);
        }
        return told;
    }
}
