package org.rialto.protocols.rops.engine;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;
import org.rialto.protocols.rops.message.LiveValue;
import org.rialto.protocols.rops.message.ObjectSpace;
import org.rialto.protocols.rops.message.OpenObject;
import org.rialto.protocols.rops.message.ValueBytes;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.stream.RopCloneStream;
import org.rialto.protocols.rops.wire.stream.RopCommitStream;
import org.rialto.protocols.rops.wire.stream.RopCopyToStream;
import org.rialto.protocols.rops.wire.stream.RopGetStreamSize;
import org.rialto.protocols.rops.wire.stream.RopLockRegionStream;
import org.rialto.protocols.rops.wire.stream.RopOpenStream;
import org.rialto.protocols.rops.wire.stream.RopReadStream;
import org.rialto.protocols.rops.wire.stream.RopSeekStream;
import org.rialto.protocols.rops.wire.stream.RopSetStreamSize;
import org.rialto.protocols.rops.wire.stream.RopUnlockRegionStream;
import org.rialto.protocols.rops.wire.stream.RopWriteAndCommitStream;
import org.rialto.protocols.rops.wire.stream.RopWriteStream;
import org.rialto.protocols.rops.wire.stream.RopWriteStreamExtended;
import org.rialto.protocols.rops.wire.stream.StreamRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Streams. MS-OXCPRPT §3.2.5.11 to §3.2.5.24.
final class StreamHandler implements FamilyHandler<StreamRequest> {
    static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);
    /// §3.2.5.18.
    static final ErrorCode STREAM_SEEK_ERROR = new ErrorCode(0x80030019);
    private static final int OVERHEAD_BYTES = 16;
    private static final int LARGEST_READ = 0x7000;
    private static final int PIECE_BYTES = 64 << 10;

    @Override
    public RopResponse handle(StreamRequest request, Call call) {
        return switch (request) {
            case RopOpenStream.Request r -> open(r, call);
            case RopReadStream.Request r -> read(r, call);
            case RopWriteStream.Request r -> {
                stream(call).write(r.data().toByteArray());
                yield new RopWriteStream.Response(r.inputHandleIndex(), ErrorCodes.Success,
                        r.data().length());
            }
            case RopWriteStreamExtended.Request r -> {
                stream(call).write(r.data().toByteArray());
                yield new RopWriteStreamExtended.Response(r.inputHandleIndex(),
                        ErrorCodes.Success, r.data().length());
            }
            case RopCommitStream.Request r -> {
                stream(call).commit();
                yield new RopCommitStream.Response(r.inputHandleIndex());
            }
            case RopGetStreamSize.Request r -> new RopGetStreamSize.Response(r.inputHandleIndex(),
                    (int) stream(call).size());
            case RopSetStreamSize.Request r -> {
                stream(call).setSize(r.streamSize());
                yield new RopSetStreamSize.Response(r.inputHandleIndex());
            }
            case RopSeekStream.Request r -> seek(r, call);
            case RopCopyToStream.Request r -> copy(r, call);
            case RopLockRegionStream.Request r -> {
                stream(call).lock(r.regionOffset(), r.regionSize(), r.lockFlags());
                yield new RopLockRegionStream.Response(r.inputHandleIndex());
            }
            case RopUnlockRegionStream.Request r -> {
                stream(call).unlock(r.regionOffset(), r.regionSize());
                yield new RopUnlockRegionStream.Response(r.inputHandleIndex());
            }
            case RopWriteAndCommitStream.Request r -> {
                PropertyStream stream = stream(call);
                if (stream.isOfFolder()) {
                    throw new RopError(ErrorCodes.NotSupported);
                }
                stream.write(r.data().toByteArray());
                stream.commit();
                yield new RopWriteAndCommitStream.Response(r.inputHandleIndex(),
                        ErrorCodes.Success, r.data().length());
            }
            case RopCloneStream.Request r -> {
                call.output(r.outputHandleIndex(), stream(call).copy());
                yield new RopCloneStream.Response(r.outputHandleIndex());
            }
        };
    }

    private static PropertyStream stream(Call call) { return call.input(PropertyStream.class); }

    /// §3.2.5.11.
    private static RopResponse open(RopOpenStream.Request request, Call call) {
        PropertyTag tag = request.propertyTag();
        boolean create = request.openModeFlags() == RopOpenStream.CREATE;
        boolean write = create || request.openModeFlags() == RopOpenStream.READ_WRITE;
        boolean best = request.openModeFlags() == RopOpenStream.BEST_ACCESS;
        if (tag.id() == PropertyTags.PidTagSecurityDescriptorAsXml.id()
                && call.input() instanceof FolderObject) {
            // MS-OXCPERM §3.2.5.3, whose example (§4.1) has this number for ecNotImplemented: clients
            // ask for the permissions table instead.
            throw new RopError(ErrorCodes.NotSupported);
        }
        PropertyStream stream = switch (call.input()) {
            case StoredMessage message ->
                open(message.logon(), message.message(), tag, write, best, create, call);
            case StoredAttachment attachment -> open(attachment.logon(), attachment.attachment(),
                    tag, write, best, create, call);
            case FolderObject folder -> ofFolder(folder, tag, write || best, create, call);
            default -> throw new RopError(ErrorCodes.NotSupported);
        };
        call.output(request.outputHandleIndex(), stream);
        return new RopOpenStream.Response(request.outputHandleIndex(), (int) stream.size());
    }

    private static PropertyStream open(LogonObject logon, OpenObject object, PropertyTag tag,
            boolean write, boolean best, boolean create, Call call) {
        require(tag, true);
        boolean writable = write || best && object.isWritable();
        return PropertyStream.of(logon, object, object.stream(tag, writable, create), writable,
                call.session().space());
    }

    private static void require(PropertyTag tag, boolean textToo) {
        if (!tag.hasKnownType()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        PropertyType type = tag.type();
        boolean text = type == PropertyType.STRING || type == PropertyType.STRING8;
        boolean bytes = type == PropertyType.BINARY || type == PropertyType.OBJECT && textToo;
        if (!bytes && !(text && textToo)) {
            throw new RopError(ErrorCodes.NotSupported);
        }
    }

    /// Only of binary properties; of public folders only to read.
    private static PropertyStream ofFolder(FolderObject folder, PropertyTag tag, boolean write,
            boolean create, Call call) {
        require(tag, false);
        if (write && !folder.logon().isPrivate()) {
            throw new RopError(ErrorCodes.NotSupported);
        }
        @Nullable
        PropertyValue value = folder.properties().values().property(tag);
        if (value == null && !create) {
            throw new RopError(ErrorCodes.NotFound);
        }
        ObjectSpace space = call.session().space();
        ValueBytes bytes = value == null || create
                ? new ValueBytes(space)
                : ValueBytes.of(space,
                        LiveValue.bytesOf(tag, value.value(), call.format().charset()));
        LiveValue live = new LiveValue(tag, bytes, call.format().charset());
        if (create) {
            live.forWriting();
        }
        return PropertyStream.of(folder, live, write, space);
    }

    /// §3.2.5.12: no more than is asked for, and no more than there is room for.
    private static RopResponse read(RopReadStream.Request request, Call call) {
        PropertyStream stream = stream(call);
        int room = call.room() - OVERHEAD_BYTES;
        boolean decides = request.byteCount() == RopReadStream.USE_MAXIMUM;
        int most = (int) Math.min(request.mostBytes(), decides ? LARGEST_READ : 0xFFFF);
        if (most > room && room < Math.min(most, 1024)) {
            throw new BufferTooSmall(most + OVERHEAD_BYTES);
        }
        return new RopReadStream.Response(request.inputHandleIndex(), ErrorCodes.Success,
                Binary.wrap(stream.read(Math.min(most, room))));
    }

    /// §3.2.5.18.
    private static RopResponse seek(RopSeekStream.Request request, Call call) {
        PropertyStream stream = stream(call);
        long from = switch (request.origin()) {
            case RopSeekStream.BEGINNING -> 0;
            case RopSeekStream.CURRENT -> stream.position();
            case RopSeekStream.END -> stream.size();
            default -> throw new RopError(ErrorCodes.StorageInvalidParameter);
        };
        return new RopSeekStream.Response(request.inputHandleIndex(),
                stream.seek(from, request.offset()));
    }

    /// §3.2.5.19.
    private static RopResponse copy(RopCopyToStream.Request request, Call call) {
        PropertyStream from = stream(call);
        PropertyStream to = call.destination(request.destHandleIndex(), PropertyStream.class);
        if (to == null) {
            return request.nullDestination();
        }
        long read = 0;
        // What is there when it begins: the two may be of the same value.
        long there = Math.max(0, from.size() - from.position());
        long most = Long.compareUnsigned(request.byteCount(), there) < 0
                ? request.byteCount()
                : there;
        long copied = 0;
        try {
            while (copied < most) {
                byte[] piece = from.read((int) Math.min(PIECE_BYTES, most - copied));
                read += piece.length;
                to.write(piece);
                copied += piece.length;
            }
        } catch (RopError e) {
            return new RopCopyToStream.Response(request.sourceHandleIndex(), e.code(), read,
                    copied);
        } catch (MailError.TooLarge e) {
            return new RopCopyToStream.Response(request.sourceHandleIndex(), ErrorCodes.TooBig,
                    read, copied);
        }
        return new RopCopyToStream.Response(request.sourceHandleIndex(), ErrorCodes.Success,
                copied, copied);
    }
}
