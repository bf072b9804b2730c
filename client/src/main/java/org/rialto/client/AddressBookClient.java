package org.rialto.client;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapihttp.wire.Bind;
import org.rialto.mapihttp.wire.ResolveNames;
import org.rialto.mapihttp.wire.Unbind;
import org.rialto.protocols.nspi.Answers.RowSet;
import org.rialto.protocols.nspi.Stat;

/// A Session Context of the address book server endpoint.
public final class AddressBookClient implements AutoCloseable {
    private static final int CODE_PAGE = 1252;
    /// The global address list, from its beginning.
    private static final Stat START = new Stat(Stat.SORT_DISPLAY_NAME, 0, Stat.BEGINNING_OF_TABLE,
            0, 0, 0, CODE_PAGE, Stat.DEFAULT_LOCALE, Stat.DEFAULT_LOCALE);
    // MS-OXNSPI §2.2.1.9.
    private static final int UNRESOLVED = 0;
    private static final int AMBIGUOUS = 1;

    private final ContextConnection connection;

    private AddressBookClient(ContextConnection connection) { this.connection = connection; }

    /// Connects to the address book that was discovered.
    public static AddressBookClient bind(Account account, Discovery discovery)
            throws IOException, InterruptedException {
        ContextConnection connection = new ContextConnection(account, discovery.addressBook());
        Bind.Response response = connection.send("Bind",
                new Bind.Request(0, START, Binary.EMPTY).toByteArray(), Bind::readResponse,
                Bind.Response.class);
        if (response.errorCode() != 0)
            throw RefusedException.of("Bind", response.errorCode());
        return new AddressBookClient(connection);
    }

    /// Whom a name means; null where it means nobody.
    ///
    /// @throws IOException it means several
    @Nullable
    public PropertyRow resolve(String name, PropertyTag... columns)
            throws IOException, InterruptedException {
        ResolveNames.Response response = connection.send("ResolveNames",
                new ResolveNames.Request(0, START, List.of(columns), List.of(name), Binary.EMPTY)
                        .toByteArray(),
                ResolveNames::readResponse, ResolveNames.Response.class);
        List<Integer> found = response.minimalIds();
        RowSet rows = response.rows();
        if (response.errorCode() != 0 || found == null)
            throw RefusedException.of("ResolveNames", response.errorCode());
        return switch (found.getFirst()) {
            case UNRESOLVED -> null;
            case AMBIGUOUS -> throw new IOException(name + " means more than one");
            default -> rows == null ? null : rows.rows().getFirst();
        };
    }

    /// Unbinds.
    @Override
    public void close() throws IOException {
        try {
            connection.send("Unbind", new Unbind.Request(0, Binary.EMPTY).toByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
