package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.wire.ExtendedBuffer;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.notification.NotificationData;
import org.rialto.protocols.rops.wire.notification.RopNotify;
import org.rialto.protocols.rops.wire.notification.RopPending;
import org.rialto.protocols.rops.wire.other.RopBackoff;
import org.rialto.protocols.rops.wire.other.RopBufferTooSmall;
import org.rialto.protocols.rops.wire.other.RopRelease;
import org.rialto.protocols.rops.wire.property.RopCopyProperties;
import org.rialto.protocols.rops.wire.property.RopCopyTo;
import org.rialto.protocols.rops.wire.property.RopDeleteProperties;
import org.rialto.protocols.rops.wire.property.RopDeletePropertiesNoReplicate;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.property.RopSetProperties;
import org.rialto.protocols.rops.wire.property.RopSetPropertiesNoReplicate;
import org.rialto.protocols.rops.wire.table.RopCreateBookmark;
import org.rialto.protocols.rops.wire.table.RopSeekRow;
import org.rialto.protocols.rops.wire.table.RopSeekRowBookmark;
import org.rialto.protocols.rops.wire.transport.RopTransportSend;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the requests of one input buffer out, in order, and gathers their responses within a
/// size. MS-OXCROPS §3.2.5.
///
/// Room is kept for what must follow each response, so that an operation is never carried out
/// without its response reaching the client: before the n-th request, there is room for the
/// responses of all that are left, or for sending them back (RopBufferTooSmall).
final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
    /// MS-OXCPRPT §3.2.5.2: all properties of an object are more than any output holds.
    static final ErrorCode PROPERTIES_TOO_LONG = new ErrorCode(0x0000_03F0);
    private static final int ROP_SIZE_BYTES = 2;
    private static final int TOO_SMALL_BYTES = 3;
    private static final int PENDING_BYTES = 3;
    private static final int FIRST_BYTES = 1024;
    private static final int UNBOUNDED = 0x10_0000;
    private static final int BACKOFF_MILLIS = 1_000;
    /// Other responses are this long at most, but for what they say of each property.
    private static final int USUAL_BYTES = 300;
    private static final int PROBLEM_BYTES = 10;
    /// What a message that was sent is told to have, and all problems of an object's properties.
    private static final int SENT_BYTES = 0x1000;
    private static final int ALL_PROBLEMS_BYTES = 0x2000;
    /// Operations whose responses may be long. They only read or open, or look at their room first.
    private static final Set<RopId> LONG = EnumSet.of(RopId.GET_PROPERTIES_SPECIFIC,
            RopId.GET_PROPERTIES_ALL, RopId.GET_PROPERTIES_LIST, RopId.QUERY_ROWS,
            RopId.EXPAND_ROW, RopId.FIND_ROW, RopId.QUERY_COLUMNS_ALL, RopId.GET_COLLAPSE_STATE,
            RopId.GET_RECEIVE_FOLDER_TABLE, RopId.GET_RECEIVE_FOLDER, RopId.OPEN_MESSAGE,
            RopId.OPEN_EMBEDDED_MESSAGE, RopId.RELOAD_CACHED_INFORMATION, RopId.READ_RECIPIENTS,
            RopId.GET_SEARCH_CRITERIA, RopId.GET_NAMES_FROM_PROPERTY_IDS,
            RopId.QUERY_NAMED_PROPERTIES, RopId.READ_STREAM,
            RopId.FAST_TRANSFER_SOURCE_GET_BUFFER, RopId.GET_OWNING_SERVERS,
            RopId.PUBLIC_FOLDER_IS_GHOSTED, RopId.OPEN_FOLDER, RopId.READ_PER_USER_INFORMATION,
            RopId.GET_PER_USER_LONG_TERM_IDS, RopId.GET_VALID_ATTACHMENTS,
            RopId.GET_ADDRESS_TYPES, RopId.OPTIONS_DATA);

    private static final Set<ErrorCode> SEEK_ERRORS = Set.of(ErrorCodes.NotSupported,
            ErrorCodes.NotFound, ErrorCodes.InvalidBookmark);

    private final RopSession session;
    private final RopInput input;
    private final Call.HandleTable handles;
    private final String requestId;
    private ByteWriter rops = new ByteWriter(FIRST_BYTES);
    /// What comes behind `rops`: the end of the last response.
    private Binary rest = Binary.EMPTY;
    private int mostBytes;
    private @Nullable RopResponse lastResponse;
    private boolean stopped;
    /// The operation that is carried out could not be: the store is unavailable.
    private boolean busy;

    Execution(RopSession session, RopInput input, String requestId) {
        this.session = session;
        this.input = input;
        this.requestId = requestId;
        this.handles = new Call.HandleTable(input.handles());
    }

    /// The payloads of the answer: one, and further ones where the last operation goes on.
    List<RopBuffer.Written> run(ExecuteOptions options) {
        int residual = options.mostBytes();
        mostBytes = payloadBytes(residual);
        requests();
        List<RopBuffer.Written> payloads = new ArrayList<>();
        RopRequest next = options.chained() && !stopped ? following() : null;
        if (!stopped) {
            notifications();
        }
        payloads.add(payload());
        while (next != null && payloads.size() < ExtendedBuffer.MOST_BUFFERS) {
            residual -= payloads.getLast().sizeBytes() + ExtendedBuffer.HEADER_BYTES;
            RopBuffer.Written more = Packing.fits(next, residual) ? more(next, residual) : null;
            if (more == null) {
                break;
            }
            payloads.add(more);
            next = lastResponse == null ? null : Packing.next(next, lastResponse);
        }
        return payloads;
    }

    private static int payloadBytes(int residual) {
        return Math.min(ExtendedBuffer.LARGEST_PAYLOAD_BYTES,
                residual - ExtendedBuffer.HEADER_BYTES);
    }

    private void requests() {
        List<RopInput.Parsed> requests = input.requests();
        requests.forEach(each -> growFor(each.request()));
        int[] reserves = reserves(requests);
        for (int i = 0; i < requests.size() && !stopped; i++) {
            RopInput.Parsed each = requests.get(i);
            if (each.request() instanceof RopRelease.Request release) {
                release(release);
                continue;
            }
            boolean isDone = carryOut(each.request(), room() - reserves[i]);
            writeRest();
            if (!isDone) {
                tooSmall(each, i == 0);
            } else if (endsCall(each.request())) {
                return;
            }
        }
        continued();
    }

    /// More may follow.
    private void writeRest() {
        rest.write(rops);
        rest = Binary.EMPTY;
    }

    /// What a client meant to do at a place that it did not get to is not done. MS-OXCTABL §3.2.5.9,
    /// §3.2.5.10, §3.2.5.12.
    private boolean endsCall(RopRequest request) {
        boolean seeks = request instanceof RopSeekRow.Request
                || request instanceof RopSeekRowBookmark.Request
                || request instanceof RopCreateBookmark.Request;
        return seeks && lastResponse instanceof RopAnswer answer && SEEK_ERRORS
                .contains(answer.returnValue());
    }

    /// The answer may name an index that the client's table does not have. MS-OXCROPS §3.2.5.2.
    private void growFor(RopRequest request) {
        if (!(request instanceof RopRelease.Request)
                && request.failure(ErrorCodes.NullObject) instanceof RopAnswer answer) {
            handles.grow(answer.handleIndex());
        }
    }

    /// What must be left for those after each request.
    private int[] reserves(List<RopInput.Parsed> requests) {
        int[] reserves = new int[requests.size()];
        long answers = 0;
        for (int i = requests.size() - 1; i >= 0; i--) {
            int back = TOO_SMALL_BYTES + input.ropsList().length() - requests.get(i).end();
            reserves[i] = (int) Math.min(answers, back);
            answers += longest(requests.get(i).request());
        }
        return reserves;
    }

    private static boolean isLong(RopRequest request) {
        return LONG.contains(request.ropId())
                || request instanceof RopGetPropertyIdsFromNames.Request names
                        && names.propertyNames().isEmpty();
    }

    private static int longest(RopRequest request) {
        if (request instanceof RopRelease.Request) {
            return 0;
        }
        if (isLong(request)) {
            return UNBOUNDED;
        }
        return USUAL_BYTES + switch (request) {
            case RopSetProperties.Request r -> PROBLEM_BYTES * r.propertyValues().size();
            case RopSetPropertiesNoReplicate.Request r ->
                PROBLEM_BYTES * r.propertyValues().size();
            case RopDeleteProperties.Request r -> PROBLEM_BYTES * r.propertyTags().size();
            case RopDeletePropertiesNoReplicate.Request r ->
                PROBLEM_BYTES * r.propertyTags().size();
            case RopCopyProperties.Request r -> PROBLEM_BYTES * r.propertyTags().size();
            case RopCopyTo.Request _ -> ALL_PROBLEMS_BYTES;
            case RopTransportSend.Request _ -> SENT_BYTES;
            case RopGetPropertyIdsFromNames.Request r ->
                Short.BYTES * r.propertyNames().size();
            default -> 0;
        };
    }

    private int room() { return mostBytes - ROP_SIZE_BYTES - rops.length() - handles.sizeBytes(); }

    private void release(RopRelease.Request release) {
        ServerObject object = session.objects().find(handles.get(release.inputHandleIndex()));
        if (object != null && object.logon().logonId() == release.logonId()) {
            session.objects().release(handles.get(release.inputHandleIndex()));
        }
    }

    /// False when there is no room for the response; then nothing was done.
    private boolean carryOut(RopRequest request, int room) {
        boolean isLong = isLong(request);
        if (room < 0 || !isLong && room < longest(request)) {
            needed = longest(request);
            return false;
        }
        session.space().nextOperation();
        Call call = new Call(session, handles, request, room);
        int before = rops.length();
        busy = false;
        try {
            RopResponse response = respond(request, call);
            if (busy && backOff(request.logonId(), room)) {
                return true;
            }
            Binary end = response.writeBegin(rops,
                    session.formatOf(handles.get(request.inputHandleIndex())));
            int bytes = rops.length() - before + end.length();
            if (bytes <= room) {
                rest = end;
                call.commit();
                lastResponse = response;
                return true;
            }
            rops.truncate(before);
            if (!isLong) {
                LOG.error("{}: {} answered with {} bytes", requestId, request.ropId(), bytes);
            }
            needed = bytes;
        } catch (BufferTooSmall e) {
            rops.truncate(before);
            needed = e.responseBytes();
            if (e.failsAlone() && isAlone(before)) {
                lastResponse = request.failure(ErrorCodes.BufferTooSmall);
                lastResponse.write(rops, session.format());
                return true;
            }
        } catch (MailError.TooLarge e) {
            // What was said does not fit in the fields of the response.
            rops.truncate(before);
            needed = ExtendedBuffer.LARGEST_PAYLOAD_BYTES;
        } finally {
            call.discard();
        }
        return false;
    }

    /// Whether an operation has all the room that any call can give it.
    private boolean isAlone(int before) {
        return before == 0 && mostBytes >= ExtendedBuffer.LARGEST_PAYLOAD_BYTES;
    }

    private int needed;

    private RopResponse respond(RopRequest request, Call call) {
        RopResponse response = attempt(request, call);
        if (response instanceof RopAnswer answer && !answer.returnValue().isSuccess()) {
            // Warnings may come with objects, failures do not.
            if (isFailure(answer.returnValue())) {
                call.discard();
            }
        }
        return response;
    }

    private static boolean isFailure(ErrorCode code) {
        return code.value() < 0 || code.value() < 0x0004_0000;
    }

    private RopResponse attempt(RopRequest request, Call call) {
        try {
            return Families.handle(request, call);
        } catch (RopError e) {
            return request.failure(e.code());
        } catch (ObjectSpace.Exceeded e) {
            return request.failure(e.code());
        } catch (MailError.LoggedOut e) {
            throw e;
        } catch (MailError e) {
            busy = e instanceof MailError.Unavailable;
            if (e instanceof MailError.Damaged || e instanceof MailError.Unavailable) {
                LOG.warn("{}: {}: {}", requestId, request.ropId(), e.getMessage());
            }
            return request.failure(RopErrors.of(e));
        } catch (BufferTooSmall e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("{}: {} failed", requestId, request.ropId(), e);
            return request.failure(ErrorCodes.GeneralFailure);
        }
    }

    private byte[] encode(RopResponse response) {
        ByteWriter out = new ByteWriter(256);
        response.write(out, session.format());
        return out.toByteArray();
    }

    /// Sends back what was not carried out. With an answer that no buffer holds the call fails.
    /// MS-OXCROPS §3.2.4.3.
    private void tooSmall(RopInput.Parsed at, boolean first) {
        if (first && mostBytes >= ExtendedBuffer.LARGEST_PAYLOAD_BYTES) {
            throw new CallError(at.request().ropId() == RopId.GET_PROPERTIES_ALL
                    ? PROPERTIES_TOO_LONG
                    : ErrorCodes.BufferTooSmall,
                    at.request().ropId() + " has an answer that no output holds", null);
        }
        int back = input.ropsList().length() - at.start();
        if (TOO_SMALL_BYTES + back > room()) {
            throw new CallError(ErrorCodes.BufferTooSmall,
                    "an output of " + mostBytes + " bytes holds no answer", null);
        }
        int size = ROP_SIZE_BYTES + rops.length() + handles.sizeBytes() + needed
                + TOO_SMALL_BYTES + back;
        Binary rest = input.ropsList().slice(at.start(), input.ropsList().length());
        rops.writeBytes(encode(new RopBufferTooSmall.Response(
                Math.min(size, ExtendedBuffer.LARGEST_PAYLOAD_BYTES), rest)));
        stopped = true;
    }

    /// Carries out what further buffers go on with; the answer is that of the last.
    private void continued() {
        for (RopRequest request : input.continued()) {
            boolean failed = !(lastResponse instanceof RopAnswer answer)
                    || !answer.returnValue().isSuccess();
            if (stopped || failed) {
                return;
            }
            Call call = new Call(session, handles, input.requests().getLast().request(), room());
            RopResponse response = respond(request, call);
            call.commit();
            replaceLast(response);
        }
    }

    private void replaceLast(RopResponse response) {
        if (lastResponse == null) {
            return;
        }
        byte[] all = rops.toByteArray();
        ByteWriter shorter = new ByteWriter(all.length);
        shorter.writeBytes(all, 0, all.length - encode(lastResponse).length);
        shorter.writeBytes(encode(response));
        rops = shorter;
        lastResponse = response;
    }

    /// In place of the answer of an operation that found the store unavailable, the client is asked
    /// to come back with it later; nothing that follows is carried out. MS-OXCROPS §3.2.4.2,
    /// §3.1.5.1.1.
    private boolean backOff(int logonId, int room) {
        byte[] bytes = encode(new RopBackoff.Response(logonId, BACKOFF_MILLIS, List.of(),
                Binary.EMPTY));
        if (bytes.length > room) {
            return false;
        }
        rops.writeBytes(bytes);
        stopped = true;
        return true;
    }

    /// As many as there is room for. MS-OXCNOTIF §3.1.5.5 to §3.1.5.7.
    private void notifications() {
        NotificationQueue queue = session.notifications();
        while (true) {
            RopNotify.Response next = queue.peek();
            if (next == null) {
                NotificationSource source = queue.nextSource();
                if (source == null) {
                    return;
                }
                ask(source);
                continue;
            }
            byte[] bytes = encode(next);
            if (bytes.length + PENDING_BYTES > room()) {
                if (room() >= PENDING_BYTES) {
                    rops.writeBytes(encode(new RopPending.Response(session.sessionIndex())));
                }
                return;
            }
            rops.writeBytes(bytes);
            queue.poll();
        }
    }

    private void ask(NotificationSource source) {
        Integer handle = session.objects().handle(source);
        if (handle == null) {
            return;
        }
        try {
            for (NotificationData data : source.take(session.format())) {
                session.notifications().add(
                        new RopNotify.Response(handle, source.logon().logonId(), data));
            }
        } catch (MailError.LoggedOut e) {
            throw e;
        } catch (MailError e) {
            LOG.debug("{}: nothing is told any more of what cannot be read", requestId, e);
        }
    }

    private @Nullable RopRequest following() {
        if (input.requests().isEmpty() || lastResponse == null) {
            return null;
        }
        return Packing.next(input.requests().getLast().request(), lastResponse);
    }

    /// One more payload, as if the client had asked with nothing but `request`; null where there is
    /// nothing to say.
    private RopBuffer.@Nullable Written more(RopRequest request, int residual) {
        mostBytes = payloadBytes(residual);
        rops = new ByteWriter(FIRST_BYTES);
        rest = Binary.EMPTY;
        lastResponse = null;
        boolean said = carryOut(request, room()) && lastResponse != null
                && Packing.saysAnything(lastResponse);
        return said ? payload() : null;
    }

    private RopBuffer.Written payload() {
        return new RopBuffer.Written(rops, rest, handles.handles());
    }
}
