package org.rialto.protocols.rops.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.protocols.rops.wire.RopResponse;
import org.rialto.protocols.rops.wire.property.RopGetNamesFromPropertyIds;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.store.Change;
import org.rialto.store.Mailbox;

/// The names of a mailbox's named properties and their ids: the same whatever object is asked.
/// MS-OXCPRPT §3.2.5.9 and §3.2.5.10.
final class PropertyNames {
    private PropertyNames() {}

    /// 0 for a name that has no id and shall not get one. Without names, all ids of the mailbox,
    /// when a logon is asked.
    static RopResponse ids(RopGetPropertyIdsFromNames.Request request, Call call) {
        ServerObject object = call.input();
        Mailbox mailbox = object.logon().mailbox();
        List<PropertyName> names = request.propertyNames();
        List<Integer> ids;
        if (names.isEmpty()) {
            ids = object instanceof LogonObject
                    ? List.copyOf(mailbox.read(snapshot -> snapshot.namedProperties()).keySet())
                    : List.of();
        } else {
            ids = mailbox.read(snapshot -> names.stream()
                    .map(name -> isMapi(name)
                            ? mapiId(name)
                            : snapshot.namedPropertyId(name).orElse(0))
                    .toList());
        }
        if ((request.flags() & RopGetPropertyIdsFromNames.CREATE) != 0 && ids.contains(0)) {
            try {
                List<Integer> known = ids;
                ids = mailbox.write(change -> register(change, names, known));
            } catch (MailError.TooLarge e) {
                throw new RopError(ErrorCodes.OutOfMemory);
            }
        }
        return new RopGetPropertyIdsFromNames.Response(request.inputHandleIndex(), ids);
    }

    /// 0 for who has no permission to register names, or not so many (MS-OXCPRPT §2.2.12.2): who was
    /// told so once is not asked for again.
    ///
    /// @param known ids of names that have some
    private static List<Integer> register(Change change, List<PropertyName> names,
            List<Integer> known) {
        List<Integer> ids = new ArrayList<>(known);
        try {
            for (int i = 0; i < ids.size(); i++) {
                if (ids.get(i) == 0 && !isMapi(names.get(i))) {
                    ids.set(i, change.registerNamedProperty(names.get(i)));
                }
            }
        } catch (MailError.Denied | MailError.Quota e) {
            return ids;
        }
        return ids;
    }

    private static boolean isMapi(PropertyName name) {
        return name.set().equals(PropertySets.PS_MAPI);
    }

    /// Names of PS_MAPI are ids of properties that are not named; others of that set have none.
    private static int mapiId(PropertyName name) {
        return name instanceof PropertyName.Number number && number.lid() > 0
                && number.lid() < PropertyTag.FIRST_NAMED_ID ? number.lid() : 0;
    }

    static RopResponse names(RopGetNamesFromPropertyIds.Request request, Call call) {
        List<Optional<PropertyName>> names = call.input().logon().mailbox()
                .read(snapshot -> request.propertyIds().stream()
                        .map(id -> id < PropertyTag.FIRST_NAMED_ID
                                ? Optional.of(PropertyName.of(PropertySets.PS_MAPI, id))
                                : snapshot.namedProperty(id))
                        .toList());
        return new RopGetNamesFromPropertyIds.Response(request.inputHandleIndex(), names);
    }
}
