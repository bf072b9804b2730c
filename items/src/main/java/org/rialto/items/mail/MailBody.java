package org.rialto.items.mail;

import org.jspecify.annotations.Nullable;
import org.rialto.formats.mime.MimePart;

/// Which parts of a message are its body. MS-OXCMAIL §2.2.3.3.2: the first entity that qualifies;
/// of alternatives both the plain and the HTML form.
///
/// @param plain text/plain, or another text that is shown as plain
/// @param html text/html
public record MailBody(@Nullable MimePart plain, @Nullable MimePart html) {
    public static final MailBody NONE = new MailBody(null, null);
    /// Values of PidTagNativeBody, MS-OXCMSG §2.2.1.58.2.
    public static final int NATIVE_UNDEFINED = 0;
    public static final int NATIVE_PLAIN = 1;
    public static final int NATIVE_HTML = 3;

    /// The body of the message whose root is `root`.
    public static MailBody of(MimePart root) {
        MailBody body = find(root);
        return body == null ? NONE : body;
    }

    private static @Nullable MailBody find(MimePart part) {
        if (part.disposition() != null && part.disposition().is("attachment")) {
            return null;
        }
        if (part.isLeaf()) {
            return leaf(part);
        }
        if (part.embeddedMessage() != null) {
            return null;
        }
        if (part.contentType().subtype().equalsIgnoreCase("alternative")) {
            return alternative(part);
        }
        // multipart/related and multipart/mixed are what their first entity is; in others (signed,
        // report, and mixed with a picture first) the first that qualifies.
        for (MimePart child : part.children()) {
            MailBody body = find(child);
            if (body != null) {
                return body;
            }
        }
        return null;
    }

    private static @Nullable MailBody alternative(MimePart part) {
        MimePart plain = null;
        MimePart html = null;
        for (MimePart child : part.children()) {
            MailBody form = find(child);
            if (form != null) {
                plain = plain == null ? form.plain : plain;
                html = html == null ? form.html : html;
            }
        }
        return plain == null && html == null ? null : new MailBody(plain, html);
    }

    private static @Nullable MailBody leaf(MimePart part) {
        if (part.contentType().is("text", "html")) {
            return new MailBody(null, part);
        }
        boolean named = part.fileName() != null && part.disposition() != null;
        boolean plain = part.contentType().is("text", "plain")
                || part.contentType().is("text", "enriched");
        return plain && !named ? new MailBody(part, null) : null;
    }

    public boolean contains(MimePart part) { return part == plain || part == html; }

    /// PidTagNativeBody.
    public int nativeBody() {
        return html != null ? NATIVE_HTML : plain != null ? NATIVE_PLAIN : NATIVE_UNDEFINED;
    }
}
