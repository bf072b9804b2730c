package org.rialto.protocols.rops.wire;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.ValueFormat;

/// What the bytes of a response do not say themselves: the request that it answers (null for
/// those that answer none), and the columns of the table at an index of the handle table.
public record ResponseContext(ValueFormat format, @Nullable RopRequest request,
        IntFunction<List<PropertyTag>> columns) {
    /// The answered request, of the kind that the response belongs to.
    public <T extends RopRequest> T request(Class<T> kind, ByteReader in) {
        if (!kind.isInstance(request)) {
            throw in.malformed("a response answers no request of its kind");
        }
        return kind.cast(request);
    }
}
