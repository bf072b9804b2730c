package org.rialto.protocols.rops.engine;

import java.time.Instant;
import java.util.List;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.Xid;

/// What a request says of an object that is uploaded, each value in its place.
/// MS-OXCFXICS §2.2.3.2.4.2.1 and §2.2.3.2.4.3.1.
record ImportValues(List<PropertyValue> values) {
    /// @param tags which values there are, in this order
    /// @throws RopError InvalidParameter when there are others
    static ImportValues of(List<PropertyValue> values, PropertyTag... tags) {
        boolean good = values.size() == tags.length;
        for (int i = 0; good && i < tags.length; i++) {
            good = values.get(i).id() == tags[i].id()
                    && tags[i].type().accepts(values.get(i).value());
        }
        if (!good) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
        return new ImportValues(values);
    }

    Binary binary(int index) { return (Binary) values.get(index).value(); }

    Instant time(int index) { return (Instant) values.get(index).value(); }

    String text(int index) { return (String) values.get(index).value(); }

    Xid xid(int index) { return xid(binary(index)); }

    PredecessorChangeList predecessors(int index) { return predecessors(binary(index)); }

    /// Of a source key or change key.
    static Xid xid(Binary value) {
        try {
            return Xid.of(value);
        } catch (MalformedDataException | MailError.Invalid e) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
    }

    static PredecessorChangeList predecessors(Binary value) {
        try {
            return PredecessorChangeList.decode(value);
        } catch (MalformedDataException | MailError.Invalid e) {
            throw new RopError(ErrorCodes.InvalidParameter);
        }
    }
}
