package org.rialto.protocols.rops.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCode;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyTags;

class FastTransferStructuresTest {
    private static void everyTruncationIsRefused(Binary whole, Function<Binary, Object> decode) {
        for (int length = 0; length < whole.length(); length++) {
            Binary cut = whole.slice(0, length);
            assertThatThrownBy(() -> decode.apply(cut)).as(length + " bytes")
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void progressIsInThePlacesOfTheDocument() {
        ProgressInformation progress = new ProgressInformation(1, 2, 3, 4);
        assertThat(progress.encode().hex()).isEqualTo("00000000" + "01000000" + "0200000000000000"
                + "03000000" + "00000000" + "0400000000000000");
        assertThat(ProgressInformation.decode(progress.encode())).isEqualTo(progress);
        everyTruncationIsRefused(progress.encode(), ProgressInformation::decode);
    }

    @Test
    void groupsHaveTheNamesOfTheirProperties() {
        PropertyGroupInfo groups = Streams.groups();
        assertThat(groups.encode().hex()).startsWith("03000000" + "00000000" + "02000000"
                + "02000000" + "1F003700" + "03000180" + "29030200" + "00000000"
                + "C000000000000046"
                + "00000000" + "05000000" + "01000000" + "1F000280");
        assertThat(groups.encode().hex())
                .endsWith("01000000" + "08000000" + "6E0061006D006500");
        assertThat(PropertyGroupInfo.decode(groups.encode())).isEqualTo(groups);
        everyTruncationIsRefused(groups.encode(), PropertyGroupInfo::decode);
        assertThatThrownBy(() -> PropertyGroupInfo.decode(
                Binary.ofHex("01000000 00000000 00000000")))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void replicasAreListedCheapestFirst() {
        FolderReplicaInfo info = new FolderReplicaInfo(Streams.FOLDER, List.of("/cn=a", "/cn=b"),
                1);
        assertThat(info.encode().hex()).isEqualTo("0000000000000000"
                + "52F685EC7D432E4AA96034508853D90A" + "0000000010010000" + "02000000" + "01000000"
                + "2F636E3D6100" + "2F636E3D6200");
        assertThat(FolderReplicaInfo.decode(info.encode())).isEqualTo(info);
        everyTruncationIsRefused(info.encode(), FolderReplicaInfo::decode);
    }

    @Test
    void errorsNameWhatTheyAreAbout() {
        ExtendedErrorInfo error = new ExtendedErrorInfo(new ErrorCode(0x8004010F),
                Streams.FOLDER, Streams.MESSAGE, Binary.of((byte) 1, (byte) 2));
        assertThat(error.encode().length()).isEqualTo(90);
        assertThat(error.encode().hex()).startsWith("00000000" + "0F010480"
                + "52F685EC7D432E4AA96034508853D90A" + "0000000010010000").endsWith("02000000"
                        + "58000000" + "0102");
        assertThat(ExtendedErrorInfo.decode(error.encode())).isEqualTo(error);
        everyTruncationIsRefused(error.encode(), ExtendedErrorInfo::decode);
        ExtendedErrorInfo bare = new ExtendedErrorInfo(new ErrorCode(5), null, null);
        assertThat(ExtendedErrorInfo.decode(bare.encode())).isEqualTo(bare);
        // Diagnostics of others may be further on.
        Binary gap = Binary.ofHex(bare.encode().slice(0, 80).hex() + "0100000059000000" + "FF07");
        assertThat(ExtendedErrorInfo.decode(gap).diagnostics()).isEqualTo(Binary.of((byte) 7));
    }

    @Test
    void flagsSayHowStringsAreWritten() {
        Charset connection = StandardCharsets.ISO_8859_1;
        assertThat(new SendOptions(0).stringForm(connection))
                .isEqualTo(StringForm.codePage(connection));
        for (int unicode : new int[]{SendOptions.UNICODE, SendOptions.FORCE_UNICODE,
                SendOptions.UNICODE | SendOptions.FORCE_UNICODE}) {
            assertThat(new SendOptions(unicode).stringForm(connection))
                    .isEqualTo(StringForm.UNICODE);
        }
        for (int codePage : new int[]{SendOptions.USE_CPID, SendOptions.FOR_UPLOAD,
                SendOptions.USE_CPID | SendOptions.FORCE_UNICODE}) {
            assertThat(new SendOptions(codePage).stringForm(connection))
                    .isEqualTo(StringForm.CODE_PAGE_TYPE);
        }
        assertThat(new SendOptions(0x7F).isKnown()).isTrue();
        assertThat(new SendOptions(0x80).isKnown()).isFalse();
        assertThat(new SynchronizationFlags(0xE1BF, 0xFFFF).isKnown()).isTrue();
        assertThat(new SynchronizationFlags(0x1000, 0).isKnown()).isFalse();
        SynchronizationFlags none = new SynchronizationFlags(
                SynchronizationFlags.NO_DELETIONS | SynchronizationFlags.IGNORE_SPECIFIED_ON_FAI,
                0);
        assertThat(none.hasDeletions()).isFalse();
        assertThat(none.hasNoLongerInScope()).isFalse();
        assertThat(none.hasAllOfAssociated()).isFalse();
    }

    @Test
    void whatIsChosenIsByIdAndNeverInternal() {
        PropertySelection only = PropertySelection.only(List.of(PropertyTags.PidTagSubject,
                PropertyTags.PidTagMid, PropertyTags.PidTagMessageRecipients));
        assertThat(only.includes(PropertyTags.PidTagSubject)).isTrue();
        assertThat(only.includes(PropertyTags.PidTagBody)).isFalse();
        assertThat(only.includes(PropertyTags.PidTagMid)).isFalse();
        assertThat(only.includesSubobjects(PropertyTags.PidTagMessageRecipients)).isTrue();
        assertThat(only.includes(PropertyTags.PidTagMessageRecipients)).isFalse();
        assertThat(only.includesSubobjects(PropertyTags.PidTagMessageAttachments)).isFalse();
        PropertySelection except = PropertySelection.except(List.of(PropertyTags.PidTagSubject));
        assertThat(except.includes(PropertyTags.PidTagSubject)).isFalse();
        assertThat(except.includes(PropertyTags.PidTagBody)).isTrue();
        assertThat(except.includes(PropertyTags.PidTagChangeKey)).isFalse();
        assertThat(except.withIdentity().includes(PropertyTags.PidTagChangeKey)).isTrue();
        assertThat(except.announcesSubobjects()).isTrue();
        assertThat(PropertySelection.all().announcesSubobjects()).isFalse();
    }

    @Test
    void foldersComeAfterTheirParents() {
        PropertyBag a = folder(1, 0);
        PropertyBag b = folder(2, 1);
        PropertyBag c = folder(3, 2);
        PropertyBag loop = folder(8, 9);
        PropertyBag back = folder(9, 8);
        assertThat(HierarchySource.parentsFirst(List.of(c, a, b, loop, back)))
                .containsExactly(a, b, c, back, loop);
        assertThat(HierarchySource.parentsFirst(List.of(a, b, c))).containsExactly(a, b, c);
    }

    private static PropertyBag folder(int id, int parent) {
        return new PropertyBag().set(PropertyTags.PidTagSourceKey, Binary.of((byte) id)).set(
                PropertyTags.PidTagParentSourceKey,
                parent == 0 ? Binary.EMPTY : Binary.of((byte) parent));
    }
}
