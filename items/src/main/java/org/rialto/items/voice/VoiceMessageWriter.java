package org.rialto.items.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rialto.formats.compose.ComposedPart;
import org.rialto.formats.compose.HeaderWriter;
import org.rialto.formats.compose.MessageComposer;
import org.rialto.formats.mime.MailAddress;

/// Writes a message of unified messaging as mail: MS-OXOUM §2.2 in the MIME form of MS-OXCMAIL
/// §2.1.3.2.3, with a body that says who called, when, and for how long.
public final class VoiceMessageWriter {
    private static final DateTimeFormatter WHEN = DateTimeFormatter
            .ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH);

    private final String service;
    private final Supplier<MessageComposer> composers;

    /// @param service the mail address that stands for the server, as the sender of what a caller
    ///        without one left
    public VoiceMessageWriter(String service) { this(service, MessageComposer::new); }

    /// For tests, whose boundaries are always the same.
    public VoiceMessageWriter(String service, Supplier<MessageComposer> composers) {
        this.service = service;
        this.composers = composers;
    }

    public void write(VoiceMessage message, OutputStream out) throws IOException {
        List<ComposedPart> attached = new ArrayList<>();
        for (VoiceMessage.Attached one : message.attachments()) {
            attached.add(ComposedPart.attachment(one.mediaType(), one.fileName(), one.content()));
        }
        ComposedPart body = ComposedPart.alternative(List.of(ComposedPart.plain(plain(message)),
                ComposedPart.html(html(message))));
        composers.get().write(header(message), ComposedPart.mixed(body, attached), out);
    }

    private HeaderWriter header(VoiceMessage message) {
        VoiceMessage.Person caller = message.caller();
        HeaderWriter header = new HeaderWriter().date("Date", message.at());
        header.addresses("From", address(shown(caller),
                caller.address().isEmpty() ? service : caller.address()));
        header.addresses("To", address(message.to().name(), message.to().address()));
        header.text("Subject", subject(message));
        header.messageIds("Message-ID", List.of("<" + message.messageId() + ">"));
        header.structured("Content-Class", message.kind().contentClass());
        switch (message.importance()) {
            case LOW -> header.structured("Importance", "low");
            case NORMAL -> {
            }
            case HIGH -> header.structured("Importance", "high").structured("X-Priority", "1");
        }
        if (message.isPrivate()) {
            header.structured("Sensitivity", "Private");
            header.structured("X-RequireProtectedPlayOnPhone", "true");
        }
        // A machine answers nobody.
        header.structured("Auto-Submitted", "auto-generated");
        header.structured("X-Auto-Response-Suppress", "DR, OOF, AutoReply");
        if (!caller.number().isEmpty())
            header.text("X-CallingTelephoneNumber", caller.number());
        if (!caller.name().isEmpty())
            header.text("X-VoiceMessageSenderName", caller.name());
        if (message.kind().hasAudio()) {
            header.structured("X-VoiceMessageDuration", Long.toString(seconds(message)));
            header.text("X-AttachmentOrder", message.attachments().stream()
                    .map(VoiceMessage.Attached::fileName).collect(Collectors.joining(";")));
        }
        if (message.kind().isFax())
            header.structured("X-FaxNumberOfPages", Integer.toString(message.faxPages()));
        if (!message.callId().isEmpty())
            header.text("X-CallID", message.callId());
        return header;
    }

    private static List<MailAddress> address(String name, String address) {
        return MailAddress.parseText(address).stream()
                .map(one -> new MailAddress(name, one.localPart(), one.domain())).toList();
    }

    /// A part of a second counts.
    private static long seconds(VoiceMessage message) {
        return message.duration().plusMillis(999).toSeconds();
    }

    // What people read.

    private static String shown(VoiceMessage.Person caller) {
        if (!caller.name().isEmpty())
            return caller.name();
        if (!caller.number().isEmpty())
            return caller.number();
        return caller.address().isEmpty() ? "Unknown caller" : caller.address();
    }

    private static String subject(VoiceMessage message) {
        if (!message.subject().isBlank())
            return message.subject();
        String length = message.kind().hasAudio()
                ? " (" + spoken(Duration.ofSeconds(seconds(message))) + ")"
                : "";
        return what(message) + " from " + shown(message.caller()) + length;
    }

    private static String what(VoiceMessage message) {
        return switch (message.kind()) {
            case CALL_ANSWERING, SENT_BY_TELEPHONE -> "Voice mail";
            case CONVERSATION -> "Recorded conversation";
            case MISSED_CALL -> "Missed call";
            case FAX, FAX_CALL -> "Fax";
        };
    }

    private static String spoken(Duration duration) {
        if (duration.toMinutes() == 0)
            return seconds(duration);
        String minutes = duration.toMinutes()
                + (duration.toMinutes() == 1 ? " minute" : " minutes");
        return duration.toSecondsPart() == 0 ? minutes : minutes + " " + seconds(duration);
    }

    private static String seconds(Duration duration) {
        return duration.toSecondsPart() + (duration.toSecondsPart() == 1 ? " second" : " seconds");
    }

    private record Line(String name, String value) {
        /// What a caller says of himself stays in its line.
        Line { value = value.replaceAll("\\p{Cntrl}+", " "); }
    }

    private static List<Line> lines(VoiceMessage message) {
        List<Line> lines = new ArrayList<>();
        VoiceMessage.Person caller = message.caller();
        lines.add(new Line("From", shown(caller)));
        if (!caller.number().isEmpty() && !caller.number().equals(shown(caller)))
            lines.add(new Line("Telephone", caller.number()));
        if (!caller.address().isEmpty() && !caller.address().equals(shown(caller)))
            lines.add(new Line("Mail", caller.address()));
        lines.add(new Line("When", WHEN.format(message.at())));
        if (message.kind().hasAudio())
            lines.add(new Line("Length", spoken(Duration.ofSeconds(seconds(message)))));
        if (message.faxPages() > 0)
            lines.add(new Line("Pages", Integer.toString(message.faxPages())));
        return lines;
    }

    private static String plain(VoiceMessage message) {
        StringBuilder text = new StringBuilder(what(message)).append("\r\n\r\n");
        for (Line line : lines(message))
            text.append(line.name()).append(": ").append(line.value()).append("\r\n");
        if (message.isPrivate())
            text.append("\r\nThis message is private.\r\n");
        return text.toString();
    }

    private static String html(VoiceMessage message) {
        StringBuilder html = new StringBuilder(512);
        html.append("<html><head><meta charset=\"utf-8\"></head><body><p><b>")
                .append(escaped(what(message))).append("</b></p>\r\n<table>\r\n");
        VoiceMessage.Person caller = message.caller();
        for (Line line : lines(message)) {
            String value = escaped(line.value());
            if (line.value().equals(caller.number()))
                value = linked(caller.number());
            html.append("<tr><td>").append(line.name()).append("</td><td>").append(value)
                    .append("</td></tr>\r\n");
        }
        html.append("</table>\r\n");
        if (message.isPrivate())
            html.append("<p>This message is private.</p>\r\n");
        return html.append("</body></html>\r\n").toString();
    }

    /// A number as a link that dials it: `tel:` (RFC 3966), or `sip:` for what is an address.
    private static String linked(String number) {
        String digits = number.replaceAll("[^0-9+*#]", "");
        boolean telephone = number.matches("[0-9+*#(). /-]+") && !digits.isEmpty();
        boolean sip = !telephone && number.matches("(sips?:)?[A-Za-z0-9._+-]+@[A-Za-z0-9.:-]+");
        if (!telephone && !sip)
            return escaped(number);
        String target = telephone
                ? "tel:" + digits.replace("#", "%23")
                : number.startsWith("sip") ? number : "sip:" + number;
        return "<a href=\"" + target + "\">" + escaped(number) + "</a>";
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
