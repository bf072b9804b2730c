package org.rialto.protocols.rops.wire.logon;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.FolderId;
import org.rialto.mapi.ValueFormat;
import org.rialto.protocols.rops.wire.RequestContext;
import org.rialto.protocols.rops.wire.ResponseContext;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopFailure;
import org.rialto.protocols.rops.wire.RopFields;
import org.rialto.protocols.rops.wire.RopId;
import org.rialto.protocols.rops.wire.RopResponse;

/// Logs on to a private mailbox or the public folders. MS-OXCROPS §2.2.3.1; semantics in
/// MS-OXCSTOR §2.2.1.1.
public final class RopLogon {
    /// Of logonFlags: a private mailbox; not to be told of; ghosted; the spooler.
    public static final int PRIVATE = 0x01;
    public static final int UNDERCOVER = 0x02;
    public static final int GHOSTED = 0x04;
    public static final int SPOOLER_PROCESS = 0x08;

    /// Of openFlags.
    public static final int USE_ADMIN_PRIVILEGE = 0x0000_0001;
    public static final int PUBLIC = 0x0000_0002;
    public static final int HOME_LOGON = 0x0000_0004;
    public static final int TAKE_OWNERSHIP = 0x0000_0008;
    public static final int ALTERNATE_SERVER = 0x0000_0100;
    public static final int IGNORE_HOME_MDB = 0x0000_0200;
    public static final int NO_MAIL = 0x0000_0400;
    public static final int USE_PER_MDB_REPLID_MAPPING = 0x0100_0000;
    public static final int SUPPORT_PROGRESS = 0x2000_0000;

    /// Of responseFlags.
    public static final int RESPONSE_RESERVED = 0x01;
    public static final int OWNER_RIGHT = 0x02;
    public static final int SEND_AS_RIGHT = 0x04;
    public static final int OUT_OF_OFFICE = 0x10;

    /// How many special folders a response names; which, MS-OXCSTOR §2.2.1.1.3 and §2.2.1.1.4.
    public static final int FOLDERS = 13;

    private RopLogon() {}

    /// §2.2.3.1.1. `essdn` is the legacy distinguished name of the mailbox; empty for the public
    /// folders.
    public record Request(int logonId, int outputHandleIndex, int logonFlags, int openFlags,
            int storeState, String essdn) implements LogonRequest {
        public static Request read(ByteReader in, RequestContext context) {
            int logonId = in.readUint8();
            int outputHandleIndex = in.readUint8();
            int logonFlags = in.readUint8();
            int openFlags = in.readInt32();
            int storeState = in.readInt32();
            int size = in.readUint16();
            String essdn = "";
            if (size > 0) {
                ByteReader sized = in.slice(size);
                essdn = RopFields.readAscii(sized);
                RopFields.checkEnd(sized);
            }
            return new Request(logonId, outputHandleIndex, logonFlags, openFlags, storeState,
                    essdn);
        }

        @Override
        public RopId ropId() { return RopId.LOGON; }

        @Override
        public int inputHandleIndex() { return outputHandleIndex; }

        public boolean isPrivate() { return (logonFlags & PRIVATE) != 0; }

        @Override
        public RopResponse failure(ErrorCode error) {
            return new RopFailure(ropId(), outputHandleIndex, error);
        }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(logonFlags).writeInt32(openFlags).writeInt32(storeState);
            int at = RopFields.beginSized(out);
            if (!essdn.isEmpty()) {
                RopFields.writeAscii(out, essdn);
            }
            RopFields.endSized(out, at);
        }
    }

    /// Reads either success response, by the flag that both have.
    public static LogonResponse readSuccess(int outputHandleIndex, ByteReader in,
            ResponseContext context) {
        int logonFlags = in.copy().readUint8();
        return (logonFlags & PRIVATE) != 0
                ? PrivateResponse.read(outputHandleIndex, in, context)
                : PublicResponse.read(outputHandleIndex, in, context);
    }

    private static List<FolderId> readFolderIds(ByteReader in) {
        List<FolderId> ids = new ArrayList<>(FOLDERS);
        for (int i = 0; i < FOLDERS; i++) {
            ids.add(FolderId.read(in));
        }
        return ids;
    }

    private static List<FolderId> checkFolderIds(List<FolderId> folderIds) {
        if (folderIds.size() != FOLDERS) {
            throw new IllegalArgumentException(folderIds.size() + " special folders");
        }
        return List.copyOf(folderIds);
    }

    /// §2.2.3.1.2. `replicaId` and `replicaGuid` name the replica of the mailbox's own ids.
    public record PrivateResponse(int outputHandleIndex, int logonFlags, List<FolderId> folderIds,
            int responseFlags, UUID mailboxGuid, int replicaId, UUID replicaGuid,
            LogonTime logonTime, long gwartTime, int storeState)
            implements
                LogonResponse,
                RopAnswer {
        public PrivateResponse { folderIds = checkFolderIds(folderIds); }

        public static PrivateResponse read(int outputHandleIndex, ByteReader in,
                ResponseContext context) {
            return new PrivateResponse(outputHandleIndex, in.readUint8(), readFolderIds(in),
                    in.readUint8(), in.readGuid(), in.readUint16(), in.readGuid(),
                    LogonTime.read(in), in.readInt64(), in.readInt32());
        }

        @Override
        public RopId ropId() { return RopId.LOGON; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(logonFlags);
            folderIds.forEach(id -> id.write(out));
            out.writeInt8(responseFlags).writeGuid(mailboxGuid).writeInt16(replicaId)
                    .writeGuid(replicaGuid);
            logonTime.write(out);
            out.writeInt64(gwartTime).writeInt32(storeState);
        }
    }

    /// §2.2.3.1.3. `perUserGuid` names the user's per-user information.
    public record PublicResponse(int outputHandleIndex, int logonFlags, List<FolderId> folderIds,
            int replicaId, UUID replicaGuid, UUID perUserGuid)
            implements
                LogonResponse,
                RopAnswer {
        public PublicResponse { folderIds = checkFolderIds(folderIds); }

        public static PublicResponse read(int outputHandleIndex, ByteReader in,
                ResponseContext context) {
            return new PublicResponse(outputHandleIndex, in.readUint8(), readFolderIds(in),
                    in.readUint16(), in.readGuid(), in.readGuid());
        }

        @Override
        public RopId ropId() { return RopId.LOGON; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(logonFlags);
            folderIds.forEach(id -> id.write(out));
            out.writeInt16(replicaId).writeGuid(replicaGuid).writeGuid(perUserGuid);
        }
    }

    /// §2.2.3.1.4: the mailbox is on another server.
    public record Redirect(int outputHandleIndex, int logonFlags, String serverName)
            implements
                LogonResponse,
                RopAnswer {
        /// The name's size, with its null character, is one byte.
        private static final int LONGEST = 254;

        public Redirect {
            if (serverName.length() > LONGEST) {
                throw new IllegalArgumentException("a server name of " + serverName.length());
            }
        }

        public static Redirect read(int outputHandleIndex, ByteReader in,
                ResponseContext context) {
            int logonFlags = in.readUint8();
            ByteReader sized = in.slice(in.readUint8());
            String serverName = RopFields.readAscii(sized);
            RopFields.checkEnd(sized);
            return new Redirect(outputHandleIndex, logonFlags, serverName);
        }

        @Override
        public RopId ropId() { return RopId.LOGON; }

        @Override
        public int handleIndex() { return outputHandleIndex; }

        @Override
        public ErrorCode returnValue() { return ErrorCodes.WrongServer; }

        @Override
        public void write(ByteWriter out, ValueFormat format) {
            writeHeader(out);
            out.writeInt8(logonFlags).writeInt8(serverName.length() + 1);
            RopFields.writeAscii(out, serverName);
        }
    }
}
