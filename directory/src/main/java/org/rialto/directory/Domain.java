package org.rialto.directory;

import java.util.OptionalLong;

/// A mail domain of this server.
///
/// @param name as people write it
/// @param key lower-case A-labels
/// @param shortName the NetBIOS name of `DOMAIN\` + user
/// @param aliasOf the domain that this one is another name of: every address of that one works here
/// @param isDefault whose users log in without naming a domain
public record Domain(long id, String name, String key, String shortName, OptionalLong aliasOf,
        boolean isDefault) {}
