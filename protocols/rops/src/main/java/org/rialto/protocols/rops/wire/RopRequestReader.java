package org.rialto.protocols.rops.wire;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.rialto.base.ByteReader;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.attachment.RopCreateAttachment;
import org.rialto.protocols.rops.wire.attachment.RopOpenAttachment;
import org.rialto.protocols.rops.wire.attachment.RopOpenEmbeddedMessage;
import org.rialto.protocols.rops.wire.logon.RopLogon;
import org.rialto.protocols.rops.wire.message.RopCreateMessage;
import org.rialto.protocols.rops.wire.message.RopOpenMessage;

/// Reads the requests of a ROP input buffer one by one. Where one is malformed, so is the rest: only
/// reading tells where a request ends. A RopLogon that was read decides what kind its logon is, and one
/// that opens a message, in which code page what follows for that message is.
public final class RopRequestReader {
    private final ByteReader in;
    private final RequestContext context;
    private final Map<Integer, Boolean> logons = new HashMap<>();
    private final Map<Integer, ValueFormat> opened = new HashMap<>();

    public RopRequestReader(RopBuffer input, RequestContext context) {
        this.in = input.ropsList().reader();
        IntPredicate before = context.isPrivateLogon();
        this.context = new RequestContext(context.format(), logonId -> {
            Boolean isPrivate = logons.get(logonId);
            return isPrivate == null ? before.test(logonId) : isPrivate;
        }, index -> {
            ValueFormat format = opened.get(index);
            return format == null ? context.formatOf(index) : format;
        });
    }

    public boolean hasNext() { return in.hasRemaining(); }

    public RopRequest next() {
        RopRequest request = RopTable.readRequest(in, context);
        note(request);
        return request;
    }

    /// MS-OXCROPS §3.1.5.4: what a message owns has its code page.
    private void note(RopRequest request) {
        switch (request) {
            case RopLogon.Request logon -> logons.put(logon.logonId(), logon.isPrivate());
            case RopOpenMessage.Request r ->
                opened.put(r.outputHandleIndex(), ofCodePage(r.codePageId()));
            case RopCreateMessage.Request r ->
                opened.put(r.outputHandleIndex(), ofCodePage(r.codePageId()));
            case RopOpenEmbeddedMessage.Request r ->
                opened.put(r.outputHandleIndex(), ofCodePage(r.codePageId()));
            case RopOpenAttachment.Request r ->
                opened.put(r.outputHandleIndex(), context.formatOf(r.inputHandleIndex()));
            case RopCreateAttachment.Request r ->
                opened.put(r.outputHandleIndex(), context.formatOf(r.inputHandleIndex()));
            default -> {
            }
        }
    }

    /// An unknown code page is refused when the message is opened.
    private ValueFormat ofCodePage(int codePage) {
        Charset charset = codePage == 0 || codePage == RopOpenMessage.LOGON_CODE_PAGE
                ? null
                : CodePage.find(codePage);
        return charset == null ? context.format() : ValueFormat.rop(charset);
    }

    /// How many bytes of the requests were read.
    public int position() { return in.position(); }

    /// The bytes of the requests that were not read yet, as RopBufferTooSmall sends them back.
    public Binary rest() {
        ByteReader rest = in.copy();
        return Binary.wrap(rest.readBytes(rest.remaining()));
    }

    /// All requests of a buffer.
    public static List<RopRequest> readAll(RopBuffer input, RequestContext context) {
        RopRequestReader reader = new RopRequestReader(input, context);
        List<RopRequest> requests = new ArrayList<>();
        while (reader.hasNext()) {
            requests.add(reader.next());
        }
        return requests;
    }
}
