package org.rialto.protocols.nspi;

/// Minimal entry ids: 32 bits that name an object to the servers of one GUID. MS-OXNSPI §2.2.9.1,
/// §3.1.4.6. They follow from the ids of the directory, which are never used again, so that they
/// are the same for every session and every process of it.
final class MinimalIds {
    /// Below are those that mean something to a method, and those of address lists.
    static final int FIRST_OBJECT = 0x1000;

    private MinimalIds() {}

    /// @throws IllegalStateException after four thousand million objects
    static int of(long objectId) {
        long id = objectId + FIRST_OBJECT;
        if (objectId < 1 || id > 0xFFFF_FFFFL) {
            throw new IllegalStateException("directory object " + objectId
                    + " has no minimal entry id");
        }
        return (int) id;
    }

    /// The directory's id, or 0 for what is no object's.
    static long objectId(int minimalId) {
        return Math.max(0, Integer.toUnsignedLong(minimalId) - FIRST_OBJECT);
    }
}
