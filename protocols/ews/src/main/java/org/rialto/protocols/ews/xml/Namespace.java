package org.rialto.protocols.ews.xml;

/// The namespaces of requests and answers, with the prefixes that answers use.
public enum Namespace {
    SOAP("s", "http://schemas.xmlsoap.org/soap/envelope/"),
    /// Operations and their answers.
    MESSAGES("m", "http://schemas.microsoft.com/exchange/services/2006/messages"),
    /// What they are made of.
    TYPES("t", "http://schemas.microsoft.com/exchange/services/2006/types"),
    /// Details of faults.
    ERRORS("e", "http://schemas.microsoft.com/exchange/services/2006/errors");

    private final String prefix;
    private final String uri;

    Namespace(String prefix, String uri) {
        this.prefix = prefix;
        this.uri = uri;
    }

    public String prefix() { return prefix; }

    public String uri() { return uri; }
}
