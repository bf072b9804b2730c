package org.rialto.protocols.nspi;

import org.rialto.mapi.ErrorCodes;

/// Moves in a table and compares positions in it. MS-OXNSPI §3.1.4.1.4, §3.1.4.1.12.
final class Positioning {
    private final NspiSession session;

    Positioning(NspiSession session) { this.session = session; }

    Answers.Moved updateStat(Stat stat) {
        ListTable table = session.table(stat);
        ListTable.Position position = table.locate(stat);
        return new Answers.Moved(table.stat(stat, position.row()), position.moved());
    }

    int compare(Stat stat, int minimalId1, int minimalId2) {
        ListTable table = session.table(stat);
        return Integer.compare(index(table, minimalId1), index(table, minimalId2));
    }

    private static int index(ListTable table, int minimalId) {
        int index = switch (minimalId) {
            case Stat.BEGINNING_OF_TABLE -> -1;
            case Stat.END_OF_TABLE -> table.size();
            default -> {
                int found = table.indexOf(MinimalIds.objectId(minimalId));
                if (found < 0) {
                    throw new NspiError(ErrorCodes.GeneralFailure,
                            "an object to compare is not in the address list");
                }
                yield found;
            }
        };
        return index;
    }
}
