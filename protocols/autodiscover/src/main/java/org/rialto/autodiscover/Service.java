package org.rialto.autodiscover;

/// What a client may be sent to over HTTP. A server announces those that it has.
public enum Service {
    /// MS-OXCMAPIHTTP.
    MAPI_HTTP("/mapi/emsmdb/"),
    /// MS-RPCH.
    RPC_HTTP("/rpc/rpcproxy.dll"),
    /// MS-OXWS*.
    EWS("/EWS/Exchange.asmx"),
    /// MS-OXWUMS, its first form.
    UNIFIED_MESSAGING("/EWS/UM2007Legacy.asmx"),
    /// MS-ASHTTP.
    ACTIVESYNC("/Microsoft-Server-ActiveSync"),
    /// MS-OXOAB.
    OFFLINE_ADDRESS_BOOK("/OAB/"),
    /// In the browser.
    WEB_ACCESS("/mail/");

    private final String path;

    Service(String path) { this.path = path; }

    public String path() { return path; }
}
