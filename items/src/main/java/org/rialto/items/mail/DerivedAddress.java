package org.rialto.items.mail;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.Binary;

/// What is derived of a correspondent's name and address, as they are stored. Whoever looks at many
/// messages meets the same few again, so that some are kept: always as few, however many there are.
record DerivedAddress(String storedName, String storedAddress, Binary entryId,
        Binary searchKey) {
    private static final int MOST_KEPT = 2048;
    /// Longer ones are not kept.
    private static final int LONGEST_KEPT = 256;
    private static final AtomicReferenceArray<DerivedAddress> KEPT = new AtomicReferenceArray<>(
            MOST_KEPT);

    /// @param name empty where there is none
    static DerivedAddress of(String name, String address) {
        int hash = 31 * name.hashCode() + address.hashCode();
        int place = (hash ^ hash >>> 16) & MOST_KEPT - 1;
        DerivedAddress kept = KEPT.get(place);
        if (kept != null && kept.storedAddress.equals(address) && kept.storedName.equals(name)) {
            return kept;
        }
        MailAddress parsed = AddressProperties.parse(name, address);
        DerivedAddress derived = new DerivedAddress(name, address,
                AddressProperties.entryId(parsed), searchKey(parsed.address()));
        if (name.length() <= LONGEST_KEPT && address.length() <= LONGEST_KEPT) {
            KEPT.set(place, derived);
        }
        return derived;
    }

    /// `SMTP:` and the address in upper case, null-terminated. MS-OXCMAIL §2.2.3.1.1.
    private static Binary searchKey(String address) {
        return Binary.wrap(("SMTP:" + address.toUpperCase(Locale.ROOT) + "\0")
                .getBytes(StandardCharsets.UTF_8));
    }
}
