package org.rialto.items.mail;

import java.util.ArrayList;
import java.util.List;
import org.rialto.formats.mime.ImapEnvelope;
import org.rialto.formats.mime.MailAddress;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

/// The recipient rows of a MIME message. MS-OXCMAIL §2.2.3.1.4, MS-OXCMSG §2.2.3.1.
final class MailRecipients {
    static final int TO = 1;
    static final int CC = 2;
    static final int BCC = 3;
    /// Rows are kept in the message's row; a header can name far more than anyone means.
    private static final int LIMIT = 2_000;
    private static final int MAIL_USER = 6;

    private MailRecipients() {}

    static List<PropertyBag> rows(ImapEnvelope envelope) {
        List<PropertyBag> rows = new ArrayList<>();
        add(rows, MailAddress.of(envelope.to()), TO);
        add(rows, MailAddress.of(envelope.cc()), CC);
        add(rows, MailAddress.of(envelope.bcc()), BCC);
        return rows;
    }

    private static void add(List<PropertyBag> rows, List<MailAddress> addresses, int type) {
        for (MailAddress address : addresses) {
            if (rows.size() == LIMIT) {
                return;
            }
            rows.add(row(address, type, rows.size()));
        }
    }

    static PropertyBag row(MailAddress address, int type, int number) {
        PropertyBag row = new PropertyBag();
        AddressProperties.RECIPIENT.set(row, address);
        row.set(PropertyTags.PidTagRowid, number);
        row.set(PropertyTags.PidTagRecipientType, type);
        row.set(PropertyTags.PidTagObjectType, MAIL_USER);
        row.set(PropertyTags.PidTagDisplayType, 0);
        row.set(PropertyTags.PidTagResponsibility, true);
        return row;
    }

    /// The mailboxes of the rows of one type.
    static List<MailAddress> addresses(List<PropertyBag> rows, int type) {
        List<MailAddress> addresses = new ArrayList<>();
        for (PropertyBag row : rows) {
            // The high bits are flags of a resend (MS-OXCMSG §2.2.3.1.2).
            int of = row.getInteger32(PropertyTags.PidTagRecipientType, TO) & 0x0F;
            MailAddress address = AddressProperties.RECIPIENT.get(row);
            if (of == type && address != null) {
                addresses.add(address);
            }
        }
        return addresses;
    }
}
