package org.rialto.items.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rialto.formats.compose.Content;
import org.rialto.formats.compose.MessageComposer;
import org.rialto.formats.mime.MessageBytes;
import org.rialto.formats.mime.MimePart;
import org.rialto.formats.mime.MimeScanner;
import org.rialto.items.voice.VoiceMessage;
import org.rialto.items.voice.VoiceMessage.Attached;
import org.rialto.items.voice.VoiceMessage.Importance;
import org.rialto.items.voice.VoiceMessage.Person;
import org.rialto.items.voice.VoiceMessageKind;
import org.rialto.items.voice.VoiceMessageWriter;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertySets;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.store.MessageContent;

/// Messages of unified messaging: as mail, as properties, and as mail again.
class VoiceMessageTest {
    private static final Person ALICE = new Person("Alice Archer", "alice@contoso.com", "5501");
    private static final byte[] SOUND = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0};

    private static VoiceMessage message(VoiceMessageKind kind) {
        Attached attached = kind.isFax()
                ? new Attached("image/tiff", "fax.tif", Content.of(SOUND))
                : new Attached("audio/mp3", "Jörg (75 s).mp3", Content.of(SOUND));
        return new VoiceMessage(kind, new Person("Jörg <Weiß>", "joerg@contoso.com",
                "+49 89 1234567"), ALICE, OffsetDateTime.parse("2026-11-21T15:30:00+01:00"),
                Duration.ofMillis(74_200), "", Importance.HIGH, true, "a84b4c76e66710@pc33",
                "call-1@voice.contoso.com", kind.isFax() ? 3 : 0,
                kind == VoiceMessageKind.MISSED_CALL ? List.of() : List.of(attached));
    }

    private static byte[] written(VoiceMessage message) throws IOException {
        int[] number = new int[1];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new VoiceMessageWriter("voicemail@contoso.com",
                () -> new MessageComposer(() -> "=_part" + number[0]++)).write(message, out);
        return out.toByteArray();
    }

    private static PropertyBag properties(byte[] mime) throws IOException {
        return MimeMessagesTest.convert(mime).content().properties();
    }

    @ParameterizedTest
    @EnumSource(VoiceMessageKind.class)
    void isWrittenAsItAlwaysWas(VoiceMessageKind kind) throws IOException {
        byte[] mime = written(message(kind));
        Path golden = Path.of("src/test/resources/golden", kind.contentClass() + ".eml");
        if (Boolean.getBoolean("rialto.golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.write(golden, mime);
        }
        assertThat(new String(mime, StandardCharsets.UTF_8)).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @EnumSource(VoiceMessageKind.class)
    void isReadAsWhatItWasWritten(VoiceMessageKind kind) throws IOException {
        PropertyBag bag = properties(written(message(kind)));
        assertThat(bag.getString(PropertyTags.PidTagMessageClass)).isEqualTo(kind.messageClass());
        assertThat(bag.getString(PropertyTags.PidTagSenderTelephoneNumber))
                .isEqualTo("+49 89 1234567");
        assertThat(bag.getString(PropertyTags.PidTagVoiceMessageSenderName))
                .isEqualTo("Jörg <Weiß>");
        assertThat(bag.getString(PropertyTags.PidTagCallId)).isEqualTo("a84b4c76e66710@pc33");
        assertThat(bag.getInteger32(PropertyTags.PidTagImportance)).isEqualTo(2);
        assertThat(bag.getInteger32(PropertyTags.PidTagSensitivity)).isEqualTo(2);
        assertThat(bag.getInteger32(PropertyTags.PidTagVoiceMessageDuration))
                .isEqualTo(kind.hasAudio() ? (Integer) 75 : null);
        assertThat(bag.getString(PropertyTags.PidTagVoiceMessageAttachmentOrder))
                .isEqualTo(kind.hasAudio() ? "Jörg (75 s).mp3" : null);
        assertThat(bag.getInteger32(PropertyTags.PidTagFaxNumberOfPages))
                .isEqualTo(kind.isFax() ? (Integer) 3 : null);
    }

    /// MS-OXCMAIL §2.2.3.2.1: Content-Class alone makes nothing of what has nothing to hear.
    @ParameterizedTest
    @CsvSource({"voice-ca,audio/wav,IPM.Note.Microsoft.Voicemail.UM.CA",
            "VOICE,audio/wav,IPM.Note.Microsoft.Voicemail.UM", "voice-ca,text/plain,IPM.Note",
            "fax,image/tiff,IPM.Note.Microsoft.Fax", "fax,image/png,IPM.Note",
            "missedcall,text/plain,IPM.Note.Microsoft.Missed.Voice",
            "urn:content-classes:message,audio/wav,IPM.Note"})
    void goesByTheContentClassAndTheParts(String contentClass, String type, String messageClass)
            throws IOException {
        byte[] mime = ("Content-Class: " + contentClass + "\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nHello\r\n--x\r\n"
                + "Content-Type: " + type + "\r\n\r\nabc\r\n--x--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(properties(mime).getString(PropertyTags.PidTagMessageClass))
                .isEqualTo(messageClass);
    }

    @ParameterizedTest
    @CsvSource({"75,75", "0,0", "-1,", "7.5,", "99999999999,", "x,", "'',"})
    void takesOnlyNumbersForNumbers(String text, Integer seconds) throws IOException {
        byte[] mime = ("X-VoiceMessageDuration: " + text + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(properties(mime).getInteger32(PropertyTags.PidTagVoiceMessageDuration))
                .isEqualTo(seconds);
    }

    /// §2.1.3.2.3: the tagged property is preferred to the one named as the field.
    @Test
    void isGeneratedFromPropertiesAgain() throws IOException {
        PropertyTag named = PropertyTag.of(0x8001, PropertyType.STRING);
        PropertyTag order = PropertyTag.of(0x8002, PropertyType.STRING);
        Map<Integer, PropertyName> names = Map.of(0x8001,
                PropertyName.of(PropertySets.PS_INTERNET_HEADERS, "X-CallingTelephoneNumber"),
                0x8002, PropertyName.of(PropertySets.PS_INTERNET_HEADERS, "X-AttachmentOrder"));
        PropertyBag bag = new PropertyBag()
                .set(PropertyTags.PidTagMessageClass, "IPM.Note.Microsoft.Voicemail.UM.CA")
                .set(PropertyTags.PidTagSenderTelephoneNumber, "+1 425 555 0101")
                .set(PropertyTags.PidTagVoiceMessageDuration, 12)
                .set(PropertyTags.PidTagBody, "Hello").set(named, "another")
                .set(order, "two.wav;one.wav");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MimeGeneration(new AttachmentBytes((_, _, _) -> {
            throw new IOException("there are none");
        })).write(new MessageContent(bag, List.of(), List.of()), names, false, out);
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("Content-Class: voice-ca\r\n",
                "X-CallingTelephoneNumber: +1 425 555 0101\r\n", "X-VoiceMessageDuration: 12\r\n",
                "X-AttachmentOrder: two.wav;one.wav\r\n").doesNotContain("another");
    }

    @Test
    void callersCannotAddFieldsOrMarkup() throws IOException {
        Person hostile = new Person("\"><script>\r\nBcc: x@y.z", "", "+1\"><b>");
        VoiceMessage message = new VoiceMessage(VoiceMessageKind.MISSED_CALL, hostile, ALICE,
                OffsetDateTime.parse("2026-11-21T15:30:00Z"), Duration.ZERO,
                "Hello\r\nBcc: x@y.z", Importance.NORMAL, false, "id\r\nBcc: x@y.z",
                "m@contoso.com",
                0, List.of());
        byte[] mime = written(message);
        String text = new String(mime, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("\nBcc:");
        assertThat(text.substring(text.indexOf("<html>"))).doesNotContain("<script>", "\"><b>");
        assertThat(MimeMessagesTest.convert(mime).content().recipients()).hasSize(1);
    }

    @Test
    void linksWhatCanBeDialled() throws IOException {
        assertThat(html("+49 (89) 123-45#6")).contains("<a href=\"tel:+498912345%236\">");
        assertThat(html("bob@contoso.com")).contains("<a href=\"sip:bob@contoso.com\">");
        assertThat(html("sip:5501@10.0.0.1:5060")).contains("<a href=\"sip:5501@10.0.0.1:5060\">");
        assertThat(html("javascript:alert(1)")).doesNotContain("<a ");
    }

    private static String html(String number) throws IOException {
        byte[] mime = written(new VoiceMessage(VoiceMessageKind.MISSED_CALL,
                new Person("Bob", "", number), ALICE,
                OffsetDateTime.parse("2026-11-21T15:30:00Z"), Duration.ZERO, "",
                Importance.NORMAL, false, "", "m@contoso.com", 0, List.of()));
        MimePart html = MimeScanner.scan(mime).structure().root().children().get(1);
        return new String(MessageBytes.of(mime).openDecoded(html).readAllBytes(),
                StandardCharsets.UTF_8);
    }

    @Test
    void knowsVoicemailByItsClass() {
        assertThat(VoiceMessageKind.isVoicemail("IPM.Note.Microsoft.Voicemail")).isTrue();
        assertThat(VoiceMessageKind.isVoicemail("ipm.note.RPMSG.microsoft.voicemail.um.ca"))
                .isTrue();
        assertThat(VoiceMessageKind.isVoicemail("IPM.Note.Microsoft.Voicemailer")).isFalse();
        assertThat(VoiceMessageKind.isVoicemail("IPM.Note.Microsoft.Missed.Voice")).isFalse();
        assertThat(VoiceMessageKind.isProtected("IPM.Note.Microsoft.Voicemail.UM")).isFalse();
        assertThat(VoiceMessageKind.ofMessageClass("IPM.Note.Microsoft.Voicemail.UM.CA.Ours"))
                .contains(VoiceMessageKind.CALL_ANSWERING);
        assertThat(VoiceMessageKind.ofMessageClass("IPM.Note")).isEmpty();
    }

    /// MS-OXOUM §2.2.2.1.
    @Test
    void aSpokenReplyIsOfTheClassOfWhatItAnswersWithAnEnding() {
        assertThat(VoiceMessageKind.replyTo("IPM.Note"))
                .isEqualTo("IPM.Note.Microsoft.Voicemail");
        assertThat(VoiceMessageKind.replyTo("IPM.Note.Microsoft.Voicemail.UM.CA"))
                .isEqualTo("IPM.Note.Microsoft.Voicemail.UM.CA.Microsoft.Voicemail");
        assertThat(VoiceMessageKind.replyTo("IPM.Note.SMIME.MultipartSigned"))
                .isEqualTo("IPM.Note.Microsoft.Voicemail");
        assertThat(VoiceMessageKind.replyTo("IPM.Schedule.Meeting.Request"))
                .isEqualTo("IPM.Note.Microsoft.Voicemail");
        assertThat(VoiceMessageKind
                .ofMessageClass("IPM.Note.Microsoft.Voicemail.UM.CA.Microsoft.Voicemail"))
                .contains(VoiceMessageKind.SENT_BY_TELEPHONE);
        assertThat(VoiceMessageKind.ofMessageClass("IPM.Note.Microsoft.Voicemail"))
                .contains(VoiceMessageKind.SENT_BY_TELEPHONE);
    }
}
