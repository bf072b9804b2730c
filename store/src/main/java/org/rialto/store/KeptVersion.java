package org.rialto.store;

import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PredecessorChangeList;
import org.rialto.mapi.Xid;

/// What is kept of an [ImportedVersion] with its object. It says for which object and for which
/// change it is, so that nothing has to be done to it when the object is copied or changed: a copy
/// is another object, and a later change has a key of its own and this one's predecessors.
///
/// @param object the object's own key, see [ObjectIds#key]
/// @param changeNumber the change that was imported
record KeptVersion(Binary object, long changeNumber, Binary sourceKey, Binary changeKey,
        Binary predecessors) {
    private static final int VERSION = 1;

    static KeptVersion of(ObjectIds ids, long objectId, long changeNumber,
            ImportedVersion version) {
        return new KeptVersion(ids.key(objectId), changeNumber, version.sourceKey(),
                version.changeKey(), version.predecessors());
    }

    Binary encode() {
        ByteWriter out = new ByteWriter(128).writeInt8(VERSION).writeVarint(changeNumber);
        for (Binary each : new Binary[]{object, sourceKey, changeKey, predecessors}) {
            out.writeVarint(each.length());
            each.write(out);
        }
        return Binary.wrap(out.toByteArray());
    }

    /// What is kept of the object with that id, of the property's value; null where that is nothing.
    static @Nullable KeptVersion find(@Nullable Object stored, ObjectIds ids, long objectId) {
        if (!(stored instanceof Binary bytes)) {
            return null;
        }
        try {
            ByteReader in = bytes.reader();
            if (in.readUint8() != VERSION) {
                return null;
            }
            long number = in.readVarint();
            KeptVersion kept = new KeptVersion(read(in), number, read(in), read(in), read(in));
            return kept.object.equals(ids.key(objectId)) ? kept : null;
        } catch (MalformedDataException damaged) {
            return null; // then it is an object like any other
        }
    }

    private static Binary read(ByteReader in) {
        return Binary.wrap(in.readBytes(in.checkCount(in.readVarint(), 1)));
    }

    /// PidTagSourceKey. MS-OXCFXICS §3.2.5.5.
    static Binary sourceKey(@Nullable KeptVersion kept, ObjectIds ids, long objectId) {
        return kept == null ? ids.key(objectId) : kept.sourceKey;
    }

    /// PidTagChangeKey. MS-OXCFXICS §2.2.1.2.7.
    static Binary changeKey(@Nullable KeptVersion kept, ObjectIds ids, long changeNumber) {
        return kept == null || kept.changeNumber != changeNumber
                ? ids.key(changeNumber)
                : kept.changeKey;
    }

    /// PidTagPredecessorChangeList: what was changed here after the import is in it besides.
    static Binary predecessors(@Nullable KeptVersion kept, ObjectIds ids, long changeNumber) {
        Binary key = ids.key(changeNumber);
        if (kept == null) {
            // A list of one: its size and itself.
            ByteWriter out = new ByteWriter(1 + key.length()).writeInt8(key.length());
            key.write(out);
            return Binary.wrap(out.finish());
        }
        return kept.changeNumber == changeNumber
                ? kept.predecessors
                : PredecessorChangeList.decode(kept.predecessors).merge(Xid.of(key)).encode();
    }
}
