package org.rialto.acceptance;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rialto.client.Account;
import org.rialto.client.Discovery;
import org.rialto.client.MapiClient;
import org.rialto.client.RemoteAttachment;
import org.rialto.client.RemoteFolder;
import org.rialto.client.RemoteMailbox.Place;
import org.rialto.client.RemoteMessage;
import org.rialto.client.RemoteStream;
import org.rialto.client.RemoteTable;
import org.rialto.client.ServerTrust;
import org.rialto.mapi.Binary;
import org.rialto.mapi.MessageId;
import org.rialto.mapi.NamedProperties;
import org.rialto.mapi.PropertyRow;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;
import org.rialto.mapi.RecipientRow;
import org.rialto.protocols.rops.wire.attachment.RopGetAttachmentTable;
import org.rialto.protocols.rops.wire.message.ModifyRecipientRow;
import org.rialto.protocols.rops.wire.message.OpenRecipientRow;
import org.rialto.protocols.rops.wire.message.RopModifyRecipients;
import org.rialto.protocols.rops.wire.message.RopReloadCachedInformation;
import org.rialto.protocols.rops.wire.message.RopSetReadFlags;
import org.rialto.protocols.rops.wire.property.RopGetPropertyIdsFromNames;
import org.rialto.protocols.rops.wire.table.RopQueryRows;
import org.rialto.protocols.rops.wire.table.RopSetColumns;

/// A MAPI client that does what its input says, for `acceptance/checks/mapi_imap.py`, and tells what
/// a message has for it, as a line of JSON: so that it can be compared with what IMAP tells of the
/// same message. Arguments: the server's URL, its certificate, address, password.
public final class MapiTwinCheck {
    private static final PropertyTag SUBJECT = PropertyTags.PidTagSubject;
    private static final int BY_VALUE = 1;
    private static final int EMBEDDED = 5;
    private static final int READ_UNREAD = 4;
    private final MapiClient client;
    private final RemoteFolder inbox;
    private final PropertyTag categories;

    private MapiTwinCheck(MapiClient client) throws Exception {
        this.client = client;
        var mailbox = client.logOn();
        this.inbox = mailbox.open(Place.INBOX);
        int id = client.ask(mailbox.handle(),
                new RopGetPropertyIdsFromNames.Request(0, 0, 2,
                        List.of(NamedProperties.PidNameKeywords.name())),
                RopGetPropertyIdsFromNames.Response.class).propertyIds().getFirst();
        this.categories = NamedProperties.PidNameKeywords.tag(id);
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader script = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (HttpClient http = ServerTrust.http(Path.of(arguments[1]))) {
            Account account = new Account(http, arguments[2], arguments[3]);
            Discovery found = Discovery.of(account, URI.create(arguments[0]), arguments[2]);
            try (MapiClient client = MapiClient.connect(account, found)) {
                MapiTwinCheck check = new MapiTwinCheck(client);
                for (String line = script.readLine(); line != null; line = script.readLine()) {
                    String[] words = line.split("\t");
                    switch (words[0]) {
                        case "write" -> check.write(words[1]);
                        case "mark" -> check.mark(words[1], words[2]);
                        default -> check.read(words[1]);
                    }
                }
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private MessageId find(String subject) throws Exception {
        try (RemoteTable table = inbox.contents().columns(PropertyTags.PidTagMid, SUBJECT)) {
            for (PropertyRow row : table.rows(200)) {
                if (subject.equals(row.value(1))) {
                    return MessageId.ofLong((Long) Objects.requireNonNull(row.value(0)));
                }
            }
        }
        throw new IllegalArgumentException("no message is " + subject);
    }

    // ---- writing ----------------------------------------------------------------------------

    private void write(String subject) throws Exception {
        try (RemoteMessage message = inbox.create()) {
            message.set(PropertyValue.of(PropertyTags.PidTagMessageClass, "IPM.Note"),
                    PropertyValue.of(SUBJECT, subject),
                    PropertyValue.of(PropertyTags.PidTagMessageFlags, 1),
                    PropertyValue.of(PropertyTags.PidTagImportance, 2),
                    PropertyValue.of(PropertyTags.PidTagSensitivity, 3),
                    PropertyValue.of(PropertyTags.PidTagInternetMessageId, "<twin@rialto.test>"),
                    PropertyValue.of(PropertyTags.PidTagInReplyToId, "<before@rialto.test>"),
                    PropertyValue.of(PropertyTags.PidTagInternetReferences,
                            "<first@rialto.test> <before@rialto.test>"),
                    PropertyValue.of(PropertyTags.PidTagClientSubmitTime,
                            Instant.parse("2026-03-04T05:06:07Z")),
                    PropertyValue.of(PropertyTags.PidTagSenderName, "Zoë Weiß"),
                    PropertyValue.of(PropertyTags.PidTagSenderAddressType, "SMTP"),
                    PropertyValue.of(PropertyTags.PidTagSenderEmailAddress, "zoe@elsewhere.test"),
                    PropertyValue.of(PropertyTags.PidTagSentRepresentingName, "Zoë Weiß"),
                    PropertyValue.of(PropertyTags.PidTagSentRepresentingAddressType, "SMTP"),
                    PropertyValue.of(PropertyTags.PidTagSentRepresentingEmailAddress,
                            "zoe@elsewhere.test"),
                    PropertyValue.of(PropertyTags.PidTagInternetCodepage, 65001),
                    PropertyValue.of(PropertyTags.PidTagHtml, utf8(
                            "<html><body><p>Grüße <b>aus Köln</b> \u2014 <img src=\"cid:logo@rialto\">"
                                    + "</p></body></html>")),
                    PropertyValue.of(categories, List.of("Blue", "Größe")));
            client.ask(message.handle(), new RopModifyRecipients.Request(0, 0, List.of(), List.of(
                    recipient(0, 1, "Ann, the first", "ann@elsewhere.test"),
                    recipient(1, 1, "Бен", "ben@elsewhere.test"),
                    recipient(2, 2, "carol@elsewhere.test", "carol@elsewhere.test"))),
                    RopModifyRecipients.Response.class);
            attach(message, "Bericht für März.txt", "text/plain", null,
                    "Zeile\r\n".repeat(3_000).getBytes(StandardCharsets.UTF_8));
            byte[] noise = new byte[100_000];
            new java.util.Random(1).nextBytes(noise);
            attach(message, "logo.png", "image/png", "logo@rialto", noise);
            embed(message);
            message.save();
        }
        say("written");
    }

    private static Binary utf8(String text) {
        return Binary.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ModifyRecipientRow recipient(int row, int type, String name, String address) {
        return new ModifyRecipientRow(row, type, new RecipientRow(
                new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP), false, true, false, address,
                name, null, null, new PropertyRow(List.of())));
    }

    private static void attach(RemoteMessage message, String name, String type,
            @Nullable String contentId, byte[] bytes) throws Exception {
        try (RemoteAttachment attachment = message.attach()) {
            attachment.set(PropertyValue.of(PropertyTags.PidTagAttachMethod, BY_VALUE),
                    PropertyValue.of(PropertyTags.PidTagAttachLongFilename, name),
                    PropertyValue.of(PropertyTags.PidTagAttachMimeTag, type));
            if (contentId != null) {
                attachment.set(PropertyValue.of(PropertyTags.PidTagAttachContentId, contentId));
            }
            try (RemoteStream data = attachment.write(PropertyTags.PidTagAttachDataBinary)) {
                data.write(bytes);
            }
            attachment.save();
        }
    }

    private static void embed(RemoteMessage message) throws Exception {
        try (RemoteAttachment attachment = message.attach()) {
            attachment.set(PropertyValue.of(PropertyTags.PidTagAttachMethod, EMBEDDED));
            try (RemoteMessage inner = attachment.message(true)) {
                inner.set(PropertyValue.of(PropertyTags.PidTagMessageClass, "IPM.Note"),
                        PropertyValue.of(SUBJECT, "Inner ångström"),
                        PropertyValue.of(PropertyTags.PidTagBody, "What is inside.\r\n"));
                inner.save();
            }
            attachment.save();
        }
    }

    private void mark(String subject, String how) throws Exception {
        MessageId id = find(subject);
        switch (how) {
            case "read", "unread" -> client.ask(inbox.handle(),
                    new RopSetReadFlags.Request(0, 0, false, how.equals("read") ? 0 : READ_UNREAD,
                            List.of(id)),
                    RopSetReadFlags.Response.class);
            case "flag" -> set(id, PropertyValue.of(PropertyTags.PidTagFlagStatus, 2));
            case "unflag" -> set(id, PropertyValue.of(PropertyTags.PidTagFlagStatus, 0));
            default -> set(id, PropertyValue.of(categories, List.of(how.split(","))));
        }
        say("marked");
    }

    private void set(MessageId id, PropertyValue value) throws Exception {
        try (RemoteMessage message = inbox.open(id)) {
            message.set(value);
            message.save();
        }
    }

    // ---- reading ----------------------------------------------------------------------------

    private void read(String subject) throws Exception {
        try (RemoteMessage message = inbox.open(find(subject))) {
            say(json(values(message)));
        }
    }

    private Map<String, @Nullable Object> values(RemoteMessage message) throws Exception {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("subject", message.get(SUBJECT).getFirst());
        List<PropertyTag> tags = List.of(PropertyTags.PidTagMessageClass,
                PropertyTags.PidTagImportance, PropertyTags.PidTagSensitivity,
                PropertyTags.PidTagInternetMessageId, PropertyTags.PidTagInReplyToId,
                PropertyTags.PidTagInternetReferences, PropertyTags.PidTagSenderName,
                PropertyTags.PidTagSenderEmailAddress, PropertyTags.PidTagDisplayTo,
                PropertyTags.PidTagDisplayCc, PropertyTags.PidTagMessageFlags,
                PropertyTags.PidTagFlagStatus, PropertyTags.PidTagLastVerbExecuted,
                PropertyTags.PidTagHasAttachments, PropertyTags.PidTagMessageSize,
                PropertyTags.PidTagClientSubmitTime, categories);
        List<@Nullable Object> values = message.get(tags.toArray(PropertyTag[]::new));
        for (int i = 0; i < tags.size(); i++) {
            all.put(i + 1 == tags.size() ? "categories" : String.valueOf(tags.get(i).id()),
                    values.get(i));
        }
        all.put("body", text(message, PropertyTags.PidTagBody, StandardCharsets.UTF_16LE));
        all.put("html", text(message, PropertyTags.PidTagHtml, StandardCharsets.ISO_8859_1));
        List<Object> recipients = new ArrayList<>();
        for (OpenRecipientRow row : client.ask(message.handle(),
                new RopReloadCachedInformation.Request(0, 0, 0),
                RopReloadCachedInformation.Response.class).message().recipientRows()) {
            recipients.add(List.of(row.recipientType(),
                    String.valueOf(row.recipient().displayName()),
                    String.valueOf(row.recipient().emailAddress())));
        }
        all.put("recipients", recipients);
        all.put("attachments", attachments(message));
        return all;
    }

    private static @Nullable String text(RemoteMessage message, PropertyTag tag,
            java.nio.charset.Charset charset) throws Exception {
        try (RemoteStream stream = message.read(tag)) {
            return new String(stream.readAll(), charset);
        } catch (org.rialto.client.RefusedException e) {
            return null;
        }
    }

    private List<Object> attachments(RemoteMessage message) throws Exception {
        List<PropertyTag> tags = List.of(PropertyTags.PidTagAttachNumber,
                PropertyTags.PidTagAttachMethod, PropertyTags.PidTagAttachLongFilename,
                PropertyTags.PidTagAttachMimeTag, PropertyTags.PidTagAttachContentId);
        List<Object> all = new ArrayList<>();
        client.ask(message.handle(), new RopGetAttachmentTable.Request(0, 0, 1, 0),
                RopGetAttachmentTable.Response.class);
        int table = client.handle(1);
        client.ask(table, new RopSetColumns.Request(0, 0, 0, tags), RopSetColumns.Response.class);
        List<PropertyRow> rows = RemoteTable.rows(client.ask(table,
                new RopQueryRows.Request(0, 0, 0, true, 50), RopQueryRows.Response.class), tags);
        for (PropertyRow row : rows) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("method", row.value(1));
            each.put("name", row.value(2));
            each.put("type", row.value(3));
            each.put("contentId", row.value(4));
            int number = (Integer) Objects.requireNonNull(row.value(0));
            try (RemoteAttachment attachment = message.attachment(number)) {
                if (Integer.valueOf(EMBEDDED).equals(row.value(1))) {
                    try (RemoteMessage inner = attachment.message(false)) {
                        each.put("message", values(inner));
                    }
                } else {
                    try (RemoteStream data = attachment
                            .read(PropertyTags.PidTagAttachDataBinary)) {
                        each.put("sha256", HexFormat.of().formatHex(MessageDigest
                                .getInstance("SHA-256").digest(data.readAll())));
                    }
                }
            }
            all.add(each);
        }
        return all;
    }

    private static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(each -> json(each.getKey()) + ":" + json(each.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(MapiTwinCheck::json)
                    .collect(Collectors.joining(",", "[", "]"));
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                out.append(String.format("\\u%04x", (int) each));
            } else {
                out.append(each);
            }
        }
        return out.append('"').toString();
    }
}
