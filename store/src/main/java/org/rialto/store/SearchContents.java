package org.rialto.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The messages of a search folder as a snapshot's access sees them: of the folders that it may
/// read.
final class SearchContents {
    private static final int BATCH = 1_000;
    private static final int FEW = 10;
    private final SqlSnapshot snapshot;
    private final long searchId;

    SearchContents(SqlSnapshot snapshot, long searchId) {
        this.snapshot = snapshot;
        this.searchId = searchId;
    }

    FolderIndex index(FolderState search) throws SQLException {
        IndexColumns columns = new IndexColumns(searchId, (int) search.contentCount);
        for (SearchRows.Link link : readable(
                snapshot.searches.range(searchId, 1, Integer.MAX_VALUE, Integer.MAX_VALUE))) {
            columns.append(link.uid(), link.messageId(), link.flags(), link.keywords(),
                    link.changeNumber());
        }
        return columns.toIndex(search.contentsChangeNumber);
    }

    private List<SearchRows.Link> readable(List<SearchRows.Link> links) throws SQLException {
        if (snapshot.access.full()) {
            return links;
        }
        List<SearchRows.Link> some = new ArrayList<>();
        for (SearchRows.Link link : links) {
            if ((snapshot.rights.of(link.folderId()) & Rights.READ_ANY) != 0) {
                some.add(link);
            }
        }
        return some;
    }

    /// At most `limit`, and fewer only when there are no more.
    List<MessageRow> range(int first, int last, int limit, Set<MessagePart> parts)
            throws SQLException {
        List<MessageRow> rows = new ArrayList<>();
        int next = first;
        while (next > 0 && next <= last && rows.size() < limit) {
            int wanted = Math.min(BATCH, limit - rows.size());
            List<SearchRows.Link> links = snapshot.searches.range(searchId, next, last, wanted);
            rows.addAll(messages(links, parts));
            next = links.size() < wanted ? 0 : links.getLast().uid() + 1;
        }
        return rows;
    }

    List<MessageRow> ofUids(int[] uids, Set<MessagePart> parts) throws SQLException {
        return messages(snapshot.searches.ofUids(searchId, uids), parts);
    }

    /// Few at a time, until they are so large together.
    List<MessageRow> first(int[] uids, Set<MessagePart> parts, long mostBytes)
            throws SQLException {
        int[] sorted = MessageRows.sorted(uids);
        List<MessageRow> rows = new ArrayList<>();
        long bytes = 0;
        for (int from = 0; from < sorted.length && bytes < mostBytes; from += FEW) {
            List<MessageRow> some = ofUids(Arrays.copyOfRange(sorted, from,
                    Math.min(sorted.length, from + FEW)), parts);
            rows.addAll(some);
            bytes += some.stream().mapToLong(MessageRow::partBytes).sum();
        }
        return rows;
    }

    List<MessageRow> ofIds(long[] messageIds, Set<MessagePart> parts) throws SQLException {
        return messages(snapshot.searches.ofIds(searchId, messageIds), parts);
    }

    /// With the UIDs of their links, ascending; those that are gone are left out.
    private List<MessageRow> messages(List<SearchRows.Link> links, Set<MessagePart> parts)
            throws SQLException {
        Map<Long, Map<Integer, Integer>> byFolder = new LinkedHashMap<>();
        for (SearchRows.Link link : readable(links)) {
            byFolder.computeIfAbsent(link.folderId(), _ -> new HashMap<>())
                    .put(link.messageUid(), link.uid());
        }
        List<MessageRow> rows = new ArrayList<>(links.size());
        for (Map.Entry<Long, Map<Integer, Integer>> folder : byFolder.entrySet()) {
            int[] uids = folder.getValue().keySet().stream().mapToInt(Integer::intValue).sorted()
                    .toArray();
            for (MessageRow row : snapshot.messages.ofUids(folder.getKey(), uids, parts)) {
                Integer uid = folder.getValue().get(row.uid());
                if (uid != null) {
                    rows.add(row.withUid(uid));
                }
            }
        }
        rows.sort(Comparator.comparingInt(MessageRow::uid));
        return rows;
    }
}
