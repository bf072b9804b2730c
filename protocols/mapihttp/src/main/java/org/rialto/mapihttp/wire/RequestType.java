package org.rialto.mapihttp.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// X-RequestType: what a request asks, and of which endpoint. MS-OXCMAPIHTTP §2.2.3.3.1.
public enum RequestType {
    /// §2.2.4.1.
    CONNECT("Connect", Endpoint.MAILBOX),
    /// §2.2.4.2.
    EXECUTE("Execute", Endpoint.MAILBOX),
    /// §2.2.4.3.
    DISCONNECT("Disconnect", Endpoint.MAILBOX),
    /// §2.2.4.4.
    NOTIFICATION_WAIT("NotificationWait", Endpoint.MAILBOX),
    /// §2.2.6; of both endpoints.
    PING("PING", null),
    /// §2.2.5.1.
    BIND("Bind", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.2.
    UNBIND("Unbind", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.3.
    COMPARE_MIDS("CompareMIds", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.4.
    DN_TO_MID("DNToMId", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.5.
    GET_MATCHES("GetMatches", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.6.
    GET_PROP_LIST("GetPropList", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.7.
    GET_PROPS("GetProps", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.8.
    GET_SPECIAL_TABLE("GetSpecialTable", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.9.
    GET_TEMPLATE_INFO("GetTemplateInfo", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.10.
    MOD_LINK_ATT("ModLinkAtt", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.11.
    MOD_PROPS("ModProps", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.12.
    QUERY_ROWS("QueryRows", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.13.
    QUERY_COLUMNS("QueryColumns", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.14.
    RESOLVE_NAMES("ResolveNames", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.15.
    RESORT_RESTRICTION("ResortRestriction", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.16.
    SEEK_ENTRIES("SeekEntries", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.17.
    UPDATE_STAT("UpdateStat", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.18.
    GET_MAILBOX_URL("GetMailboxUrl", Endpoint.ADDRESS_BOOK),
    /// §2.2.5.19.
    GET_ADDRESS_BOOK_URL("GetAddressBookUrl", Endpoint.ADDRESS_BOOK);

    /// Who is asked.
    public enum Endpoint {
        MAILBOX, ADDRESS_BOOK
    }

    private static final Map<String, RequestType> BY_NAME = Stream.of(values())
            .collect(Collectors.toMap(RequestType::headerValue, type -> type, (one, _) -> one,
                    () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));

    private final String headerValue;
    private final @Nullable Endpoint endpoint;

    RequestType(String headerValue, @Nullable Endpoint endpoint) {
        this.headerValue = headerValue;
        this.endpoint = endpoint;
    }

    public String headerValue() { return headerValue; }

    public boolean isOf(Endpoint asked) { return endpoint == null || endpoint == asked; }

    /// Null when there is none of the name; without regard to case.
    public static @Nullable RequestType find(String headerValue) {
        return BY_NAME.get(headerValue.strip());
    }
}
