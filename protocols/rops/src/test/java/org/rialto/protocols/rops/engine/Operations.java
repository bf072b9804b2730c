package org.rialto.protocols.rops.engine;

import java.util.List;
import org.rialto.mapi.ErrorCode;
import org.rialto.protocols.rops.wire.RopAnswer;
import org.rialto.protocols.rops.wire.RopBuffer;
import org.rialto.protocols.rops.wire.RopRequest;
import org.rialto.protocols.rops.wire.folder.RopOpenFolder;
import org.rialto.protocols.rops.wire.other.RopRelease;

/// Carries operations to a server, in the same process or far away. They name objects by 0 (what they
/// work on) and 1 (what they make).
public interface Operations {
    /// The responses, without notifications; several where the server goes on by itself.
    List<RopAnswer> answers(List<Integer> table, RopRequest... requests);

    /// The handle at an index of the last answer's table.
    int handle(int index);

    default List<RopAnswer> answers(int handle, RopRequest request) {
        return answers(List.of(handle, RopBuffer.NO_HANDLE), request);
    }

    default RopAnswer ask(int handle, RopRequest request) {
        return answers(handle, request).getFirst();
    }

    /// The response to a request on an object, which must succeed.
    default <T> T ask(int handle, RopRequest request, Class<T> kind) {
        RopAnswer answer = ask(handle, request);
        expect(answer.returnValue().isSuccess(),
                request.ropId() + " answers " + answer.returnValue().name());
        return kind.cast(answer);
    }

    default ErrorCode error(int handle, RopRequest request) {
        return ask(handle, request).returnValue();
    }

    default int open(int logon, long folderId) {
        ask(logon, new RopOpenFolder.Request(0, 0, 1, Ids.folder(folderId), 0),
                RopOpenFolder.Response.class);
        return handle(1);
    }

    default void release(int handle) { answers(List.of(handle), new RopRelease.Request(0, 0)); }

    /// What a program outside of the tests checks too.
    static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
