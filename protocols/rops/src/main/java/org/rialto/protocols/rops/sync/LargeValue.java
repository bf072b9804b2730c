package org.rialto.protocols.rops.sync;

import java.io.InputStream;
import org.rialto.mapi.PropertyTag;

/// A binary property whose value is read when it is written to a stream: the data of an attachment.
/// `length` is exact.
public record LargeValue(PropertyTag tag, long length, Content content) {
    /// Opens the value; called once at most, and only when its turn has come.
    @FunctionalInterface
    public interface Content {
        InputStream open();
    }
}
