package org.rialto.protocols.rops.engine;

/// The character set and the languages of a client, as it says when it connects. MS-OXCRPC
/// §3.1.4.1, ulCpid, ulLcidSort and ulLcidString.
///
/// @param codePage of its 8-bit texts
/// @param sortLocaleId by which it would have texts sorted
/// @param localeId of all else
public record ClientLocale(int codePage, int sortLocaleId, int localeId) {}
