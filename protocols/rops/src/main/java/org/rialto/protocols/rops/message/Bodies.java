package org.rialto.protocols.rops.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.MalformedDataException;
import org.rialto.formats.rtf.BestBody;
import org.rialto.formats.rtf.RtfBody;
import org.rialto.formats.rtf.RtfCompression;
import org.rialto.formats.rtf.RtfEncapsulation;
import org.rialto.formats.text.HtmlText;
import org.rialto.items.mail.MailBody;
import org.rialto.items.mail.MimeProperties;
import org.rialto.mapi.Binary;
import org.rialto.mapi.CodePage;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;

/// The forms of a message's body, each made of the others where it is not there: plain text, HTML and
/// compressed RTF. MS-OXBBODY §2.1 and §3.1, MS-OXCMSG §3.2.4.1.
///
/// @param stored the properties that are set
/// @param mime the bodies of the MIME that stands behind the message; null where none does
record Bodies(PropertyBag stored, @Nullable MimeProperties mime) {
    private static final int TEXT_CHARACTERS = 16 << 20;

    static boolean isBody(int id) {
        return id == PropertyTags.PidTagBody.id() || id == PropertyTags.PidTagHtml.id()
                || id == PropertyTags.PidTagRtfCompressed.id();
    }

    /// Of PidTagBody, PidTagHtml (binary or text), PidTagRtfCompressed, PidTagRtfInSync,
    /// PidTagNativeBody; null for others and where there is no body at all.
    @Nullable
    Object get(PropertyTag tag) {
        int id = tag.id();
        if (id == PropertyTags.PidTagBody.id()) {
            return text();
        } else if (id == PropertyTags.PidTagHtml.id()) {
            String html = html();
            return html == null || tag.type().isText() ? html : binary(html);
        } else if (id == PropertyTags.PidTagRtfCompressed.id()) {
            return rtf();
        } else if (id == PropertyTags.PidTagNativeBody.id()) {
            return best().code();
        } else if (id == PropertyTags.PidTagRtfInSync.id()) {
            return best() == BestBody.UNDEFINED ? null : best() == BestBody.RTF;
        }
        return null;
    }

    /// Whether any form is there, so that all are.
    boolean isEmpty() { return best() == BestBody.UNDEFINED; }

    BestBody best() {
        MailBody parts = mime == null ? MailBody.NONE : mime.bodyParts();
        boolean rtf = isStored(PropertyTags.PidTagRtfCompressed);
        boolean html = isStored(PropertyTags.PidTagHtml) || parts.html() != null;
        boolean plain = isStored(PropertyTags.PidTagBody) || parts.html() != null
                || parts.plain() != null;
        // What was written says more than a number that somebody wrote beside it.
        return BestBody.of(stored.getInteger32(PropertyTags.PidTagNativeBody), plain, rtf, html,
                stored.getBoolean(PropertyTags.PidTagRtfInSync, rtf));
    }

    private boolean isStored(PropertyTag tag) { return stored.tag(tag.id()) != null; }

    /// The forms that there are without making one of another.
    ///
    /// @param bestOnly the one that it was written in
    List<PropertyTag> forms(boolean bestOnly) {
        if (bestOnly) {
            return switch (best()) {
                case PLAIN -> List.of(PropertyTags.PidTagBody);
                case HTML -> List.of(PropertyTags.PidTagHtml);
                case RTF -> List.of(PropertyTags.PidTagRtfCompressed);
                case UNDEFINED, CLEAR_SIGNED -> List.of();
            };
        }
        MailBody parts = mime == null ? MailBody.NONE : mime.bodyParts();
        List<PropertyTag> forms = new ArrayList<>(3);
        if (isStored(PropertyTags.PidTagBody) || parts.plain() != null) {
            forms.add(PropertyTags.PidTagBody);
        }
        if (isStored(PropertyTags.PidTagHtml) || parts.html() != null) {
            forms.add(PropertyTags.PidTagHtml);
        }
        if (isStored(PropertyTags.PidTagRtfCompressed)) {
            forms.add(PropertyTags.PidTagRtfCompressed);
        }
        return forms;
    }

    private Charset htmlCharset() {
        return CodePage.charset(stored.getInteger32(PropertyTags.PidTagInternetCodepage,
                CodePage.UTF_8));
    }

    private Binary binary(String html) { return Binary.wrap(html.getBytes(htmlCharset())); }

    private @Nullable String storedHtml() {
        var property = stored.property(PropertyTags.PidTagHtml.id());
        if (property != null) {
            return property.value() instanceof Binary bytes
                    ? new String(bytes.toByteArray(), htmlCharset())
                    : property.value() instanceof String text ? text : null;
        }
        return mime != null && mime.get(PropertyTags.PidTagHtml) instanceof Binary bytes
                ? new String(bytes.toByteArray(), StandardCharsets.UTF_8)
                : null;
    }

    private @Nullable String storedText() {
        String text = stored.getString(PropertyTags.PidTagBody);
        return text != null || mime == null
                ? text
                : (String) mime.get(PropertyTags.PidTagBody);
    }

    private byte @Nullable [] storedRtf() {
        Binary compressed = stored.getBinary(PropertyTags.PidTagRtfCompressed);
        try {
            return compressed == null ? null : RtfCompression.decompress(compressed.toByteArray());
        } catch (MalformedDataException notRtf) {
            return null;
        }
    }

    private @Nullable String text() {
        String text = storedText();
        if (text != null) {
            return text;
        }
        byte[] rtf = best() == BestBody.RTF ? storedRtf() : null;
        String html = rtf == null ? storedHtml() : null;
        if (html != null) {
            return HtmlText.of(html, TEXT_CHARACTERS);
        }
        return rtf == null ? null : textOf(rtf);
    }

    private static @Nullable String textOf(byte[] rtf) {
        try {
            return RtfBody.text(rtf);
        } catch (MalformedDataException notRtf) {
            return null;
        }
    }

    private @Nullable String html() {
        String html = storedHtml();
        if (html != null) {
            return html;
        }
        byte[] rtf = storedRtf();
        if (rtf != null) {
            try {
                html = RtfBody.html(rtf);
            } catch (MalformedDataException notRtf) {
                html = null;
            }
            if (html != null) {
                return html;
            }
        }
        String text = text();
        return text == null ? null : htmlOf(text);
    }

    private static String htmlOf(String text) {
        return "<html><body><div>" + text.replace("&", "&amp;").replace("<", "&lt;")
                .replace(">", "&gt;").replaceAll("\r?\n", "<br>\r\n") + "</div></body></html>";
    }

    private @Nullable Binary rtf() {
        Binary compressed = stored.getBinary(PropertyTags.PidTagRtfCompressed);
        if (compressed != null) {
            return compressed;
        }
        String html = storedHtml();
        String text = html == null ? storedText() : null;
        if (html == null && text == null) {
            return null;
        }
        byte[] rtf = html != null
                ? RtfEncapsulation.ofHtml(html)
                : RtfEncapsulation.ofText(text == null ? "" : text);
        return Binary.wrap(RtfCompression.compress(rtf));
    }

    /// The body with which MIME is made: RTF alone has none, so its text and HTML are set beside it.
    static void settle(PropertyBag bag) {
        Bodies bodies = new Bodies(bag, null);
        if (bodies.best() != BestBody.RTF) {
            bag.remove(PropertyTags.PidTagNativeBody);
            return;
        }
        bag.set(PropertyTags.PidTagNativeBody, BestBody.RTF.code());
        byte[] rtf = bodies.storedRtf();
        if (rtf == null) {
            return;
        }
        if (bag.property(PropertyTags.PidTagHtml.id()) == null && isOfHtml(rtf)) {
            String html = bodies.html();
            bag.setOrRemove(PropertyTags.PidTagHtml.withType(PropertyType.STRING), html);
        }
        if (bag.property(PropertyTags.PidTagBody.id()) == null) {
            bag.setOrRemove(PropertyTags.PidTagBody, textOf(rtf));
        }
    }

    private static boolean isOfHtml(byte[] rtf) {
        try {
            return RtfBody.origin(rtf) == RtfBody.Origin.HTML && RtfBody.html(rtf) != null;
        } catch (MalformedDataException notRtf) {
            return false;
        }
    }
}
