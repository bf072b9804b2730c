package org.rialto.mapihttp.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// X-RequestType: what a request asks, and of which endpoint. MS-OXCMAPIHTTP §2.2.3.3.1.
public enum RequestType {
    CONNECT("Connect", Endpoint.MAILBOX), EXECUTE("Execute", Endpoint.MAILBOX), DISCONNECT(
            "Disconnect",
            Endpoint.MAILBOX), NOTIFICATION_WAIT("NotificationWait", Endpoint.MAILBOX),
    /// Of both endpoints.
    PING("PING", null), BIND("Bind", Endpoint.ADDRESS_BOOK), UNBIND("Unbind",
            Endpoint.ADDRESS_BOOK), COMPARE_MIDS("CompareMIds", Endpoint.ADDRESS_BOOK), DN_TO_MID(
                    "DNToMId", Endpoint.ADDRESS_BOOK), GET_MATCHES("GetMatches",
                            Endpoint.ADDRESS_BOOK), GET_PROP_LIST("GetPropList",
                                    Endpoint.ADDRESS_BOOK), GET_PROPS("GetProps",
                                            Endpoint.ADDRESS_BOOK), GET_SPECIAL_TABLE(
                                                    "GetSpecialTable",
                                                    Endpoint.ADDRESS_BOOK), GET_TEMPLATE_INFO(
                                                            "GetTemplateInfo",
                                                            Endpoint.ADDRESS_BOOK), MOD_LINK_ATT(
                                                                    "ModLinkAtt",
                                                                    Endpoint.ADDRESS_BOOK), MOD_PROPS(
                                                                            "ModProps",
                                                                            Endpoint.ADDRESS_BOOK), QUERY_COLUMNS(
                                                                                    "QueryColumns",
                                                                                    Endpoint.ADDRESS_BOOK), QUERY_ROWS(
                                                                                            "QueryRows",
                                                                                            Endpoint.ADDRESS_BOOK), RESOLVE_NAMES(
                                                                                                    "ResolveNames",
                                                                                                    Endpoint.ADDRESS_BOOK), RESORT_RESTRICTION(
                                                                                                            "ResortRestriction",
                                                                                                            Endpoint.ADDRESS_BOOK), SEEK_ENTRIES(
                                                                                                                    "SeekEntries",
                                                                                                                    Endpoint.ADDRESS_BOOK), UPDATE_STAT(
                                                                                                                            "UpdateStat",
                                                                                                                            Endpoint.ADDRESS_BOOK), GET_MAILBOX_URL(
                                                                                                                                    "GetMailboxUrl",
                                                                                                                                    Endpoint.ADDRESS_BOOK), GET_ADDRESS_BOOK_URL(
                                                                                                                                            "GetAddressBookUrl",
                                                                                                                                            Endpoint.ADDRESS_BOOK);

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
