package org.rialto.protocols.nspi;

import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.directory.Actor;
import org.rialto.directory.Directory;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;

/// What the sessions of the address book share. MS-OXNSPI §3.1.1.
public final class NspiServer {
    /// Its first four bytes are neither 0 nor 0x87, which begin entry ids.
    private static final int GUID_MARK = 0x5249_0000;
    private final Directory directory;
    private final NspiLimits limits;
    private final AddressListSource lists;
    private final UUID guid;

    public NspiServer(Directory directory, NspiLimits limits) {
        this.directory = directory;
        this.limits = limits;
        this.lists = new AddressListSource(directory);
        UUID secret = new ByteReader(directory.secret("address-book")).readGuid();
        this.guid = new UUID(secret.getMostSignificantBits() | (long) GUID_MARK << 32,
                secret.getLeastSignificantBits());
    }

    /// NspiBind, §3.1.4.1.1. Flags do not matter: nobody is here without a log-in.
    ///
    /// @param actor who it is, as of whenever it is asked
    /// @throws NspiError InvalidCodepage
    public NspiSession bind(Supplier<? extends Actor> actor, @Nullable Stat stat) {
        if (stat != null && !TextForm.isServed(stat.codePage())) {
            throw new NspiError(ErrorCodes.InvalidCodepage, "no such code page is served");
        }
        if (!(actor.get() instanceof Actor.Person)) {
            throw new NspiError(ErrorCodes.LogonFailed, "only users have an address book");
        }
        return new NspiSession(this, () -> {
            if (actor.get() instanceof Actor.Person person) {
                return person;
            }
            throw new MailError.Denied("only users have an address book");
        });
    }

    /// The same for all servers of a directory: their minimal entry ids are.
    public UUID guid() { return guid; }

    Directory directory() { return directory; }

    NspiLimits limits() { return limits; }

    AddressLists lists() { return lists.current(); }
}
