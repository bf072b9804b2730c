package org.rialto.protocols.rops.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.GlobalId;

/// What a logon was told of what a user has read in public folders, by digest: data that has not
/// changed since is not sent again (MS-OXCSTOR §2.2.1.12.2), and a client that takes it in parts does
/// not put parts of different data together. What an answer ends is told once the client has it: when
/// it makes its next call.
final class PerUserReads {
    /// Of more folders, the first ones' data are sent again.
    private static final int MOST_FOLDERS = 1_000;
    private final Map<GlobalId, Binary> told = new LinkedHashMap<>();
    /// What the answer of the last call ends.
    private final Map<GlobalId, Binary> leaving = new LinkedHashMap<>();
    private long lastCall;
    private @Nullable GlobalId folder;
    private Binary digest = Binary.EMPTY;
    private int sent;

    /// What a client takes its part of that asks for data from an offset.
    ///
    /// @param now what there is
    /// @param call the number of the session's call
    /// @throws RopError GeneralFailure: it has changed since the client began to take it
    Binary from(GlobalId asked, int offset, Binary now, long call) {
        if (call != lastCall) {
            arrived();
            lastCall = call;
        }
        Binary current = digest(now);
        if (offset == 0) {
            Binary before = told.get(asked);
            if (before != null && before.equals(current)) {
                folder = null;
                return Binary.EMPTY;
            }
            folder = asked;
            digest = current;
            sent = 0;
        } else if (asked.equals(folder) && !current.equals(digest)) {
            folder = null;
            throw new RopError(ErrorCodes.GeneralFailure);
        }
        return now;
    }

    /// The client is sent what lies between two offsets, which may be the last.
    void sent(GlobalId asked, int from, int to, boolean last) {
        if (!asked.equals(folder) || from != sent) {
            return;
        }
        sent = to;
        if (last) {
            leaving.put(asked, digest);
            folder = null;
        }
    }

    private void arrived() {
        leaving.forEach((asked, data) -> {
            told.remove(asked);
            told.put(asked, data);
            if (told.size() > MOST_FOLDERS) {
                told.remove(told.keySet().iterator().next());
            }
        });
        leaving.clear();
    }

    private static Binary digest(Binary data) {
        try {
            return Binary.wrap(MessageDigest.getInstance("SHA-256").digest(data.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
