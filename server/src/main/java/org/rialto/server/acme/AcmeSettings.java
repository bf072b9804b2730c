package org.rialto.server.acme;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// What to ask for, and of whom.
///
/// @param directory address of the authority's directory (RFC 8555 §7.1.1)
/// @param names DNS names of the certificate, the first one its subject
/// @param contact mail address that the authority may write to; empty for none
/// @param accountKey PEM file of the account's key, made when it is not there
/// @param certificate PEM file that the chain is written to
public record AcmeSettings(URI directory, List<String> names, String contact, Path accountKey,
        Path certificate) {
    public AcmeSettings { names = List.copyOf(names); }
}
