package org.rialto.items.mail;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.rialto.formats.mime.MimeScan;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;
import org.rialto.store.BlobRef;
import org.rialto.store.MessageContent;
import org.rialto.store.NewMessage;

/// Makes a MIME-backed message of a scanned MIME message: what views need is read now, the rest
/// when somebody asks. MS-OXCMAIL §2.2.
public final class MimeMessages {
    private MimeMessages() {}

    /// @param mime the stored bytes of what was scanned
    /// @param flags bits of [org.rialto.store.MessageFlags]
    /// @param keywords IMAP keywords
    /// @param received when it came
    public static NewMessage toNewMessage(BlobRef mime, MimeScan scan, int flags,
            Set<String> keywords, Instant received) {
        PropertyBag properties = new PropertyBag();
        properties.set(PropertyTags.PidTagMessageClass, "IPM.Note");
        MessageContent content = new MessageContent(properties, List.of(), List.of());
        return new NewMessage(content, false, flags, keywords, received, mime,
                scan.structure().encode());
    }
}
