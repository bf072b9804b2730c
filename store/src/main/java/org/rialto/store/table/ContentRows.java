package org.rialto.store.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.Attachment;
import org.rialto.store.AttachmentValues;

/// The attachments or the recipients of a message as a table's rows, named by attachment number
/// (MS-OXCMSG §3.2.5.13) or row id.
public final class ContentRows implements TableSource {
    private final Map<Long, PropertySource> rows = new LinkedHashMap<>();

    private ContentRows() {}

    public static ContentRows ofAttachments(List<Attachment> attachments) {
        ContentRows table = new ContentRows();
        attachments.forEach(each -> table.rows.put((long) each.number(),
                new AttachmentValues(each)));
        return table;
    }

    public static ContentRows ofRecipients(List<PropertyBag> recipients) {
        ContentRows table = new ContentRows();
        for (int i = 0; i < recipients.size(); i++) {
            Integer id = recipients.get(i).getInteger32(PropertyTags.PidTagRowid);
            table.rows.put(id == null ? i : (long) id, recipients.get(i));
        }
        return table;
    }

    @Override
    public void forEach(Set<PropertyTag> columns, ObjLongConsumer<PropertySource> row) {
        rows.forEach((id, values) -> row.accept(values, id));
    }

    @Override
    public List<@Nullable PropertySource> read(long[] ids) {
        List<@Nullable PropertySource> found = new ArrayList<>(ids.length);
        for (long id : ids) {
            found.add(rows.get(id));
        }
        return found;
    }
}
