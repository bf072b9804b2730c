package org.rialto.protocols.rops.engine;

/// How many objects of a kind a session may have open at a time. One more is refused with
/// TooManyOpenObjects (MS-OXCDATA §2.4).
///
/// @param transferBytes how much memory a session's transfers may hold between calls; beyond it,
///        they are refused with ServerMemory
/// @param openings how many messages a call may open for the rows of tables; beyond it, it is
///        TooComplex
/// @param tableBytes how much memory the rows of a session's tables may hold; beyond it, they are
///        refused with ServerMemory
/// @param lookedAtRows how many rows of tables a call may look at; what it asks of tables when it
///        has is TooComplex
/// @param objectBytes how much memory the open objects of a session may take; beyond it, ServerMemory
/// @param objectDiskBytes how long those of their values may be together that are in its temporary
///        file; beyond it, StreamSizeError
public record RopLimits(int logons, int folders, int tables, int messages, int attachments,
        int streams, int transfers, int subscriptions, long transferBytes,
        int openings, long tableBytes, long lookedAtRows, long objectBytes,
        long objectDiskBytes) {
    public static final RopLimits DEFAULT = new RopLimits(64, 500, 500, 250, 500, 250, 500, 1_000,
            128L << 20, 2_000, 512L << 20, 3_000_000, 128L << 20, 4L << 30);

    int of(ServerObject object) {
        return switch (object) {
            case LogonObject _ -> logons;
            case FolderObject _ -> folders;
            case TableObject _ -> tables;
            case MessageObject _ -> messages;
            case AttachmentObject _ -> attachments;
            case StreamObject _ -> streams;
            case TransferObject _ -> transfers;
            case SubscriptionObject _ -> subscriptions;
        };
    }
}
