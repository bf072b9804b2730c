package org.rialto.protocols.um.dialplan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Attribute;
import org.rialto.directory.Directory;
import org.rialto.directory.DirectoryObject;
import org.rialto.directory.telephone.NumberPattern;

/// Which destinations may be dialled for whom: what everybody's policy allows, with the patterns that
/// the directory has for the user and for the groups the user is in. What one of them forbids is
/// forbidden. Follows the directory at once.
///
/// @param everybody counts for all, and alone for who is no user
public record DialPolicies(DialPolicy everybody, Directory directory) {
    /// @param user null for who is none of ours, or has not shown it
    public DialPolicy of(DirectoryObject.@Nullable User user) {
        if (user == null)
            return everybody;
        List<String> patterns = new ArrayList<>(everybody.outside());
        add(patterns, directory.object(user.id()));
        for (UUID group : directory.groupsOf(user))
            add(patterns, directory.ofGuid(group));
        return patterns.size() == everybody.outside().size()
                ? everybody
                : new DialPolicy(everybody.inside(), patterns);
    }

    private static void add(List<String> patterns, Optional<DirectoryObject> from) {
        from.flatMap(object -> object.entry().attribute(Attribute.UM_ALLOWED_NUMBERS))
                .map(NumberPattern::list).ifPresent(patterns::addAll);
    }
}
