package org.rialto.protocols.nspi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteWriter;
import org.rialto.directory.EnterpriseName;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// How a client makes an address that the address book has not: a dialog, and a script that makes
/// the address of what was typed there. MS-OXOABKT §2.2.1, §2.2.2.2 and §3.1.4.1.
enum CreationTemplate {
    INTERNET("SMTP", "Internet Address", new DisplayTemplate.Builder("SMTP")
            .page("Internet Address").required("Display name:", PropertyTags.PidTagDisplayName, 256)
            .required("E-mail address:", Script.TYPED, 320).build(),
            List.of(Script.EMIT_PROPERTY, Script.TYPED.value(), Script.HALT));

    /// Instructions, §2.2.2.2.1 and on, and what they work on.
    private static final class Script {
        static final int HALT = 0;
        static final int EMIT_PROPERTY = 2;
        /// What is typed in a template's own field: it is no property of anything.
        static final PropertyTag TYPED = new PropertyTag(0x6800_001E);
    }

    /// Of a locale, which language it is of; and English.
    private static final int LANGUAGE = 0x3FF;
    private static final int ENGLISH = 0x09;
    /// Not a minimal entry id of anything: no lists and objects have it.
    private static final int FIRST_INSTANCE = 0x800;

    private final String addressType;
    private final String title;
    private final DisplayTemplate dialog;
    private final List<Integer> script;

    CreationTemplate(String addressType, String title, DisplayTemplate dialog,
            List<Integer> script) {
        this.addressType = addressType;
        this.title = title;
        this.dialog = dialog;
        this.script = List.copyOf(script);
    }

    /// Those for a locale. They are in English: for another language there are none, so that a
    /// client offers its own dialog, in that language.
    static List<CreationTemplate> of(int localeId) {
        return (localeId & LANGUAGE) == ENGLISH ? List.of(values()) : List.of();
    }

    static @Nullable CreationTemplate named(String distinguishedName) {
        for (CreationTemplate template : values()) {
            if (template.distinguishedName().equalsIgnoreCase(distinguishedName)) {
                return template;
            }
        }
        return null;
    }

    String distinguishedName() {
        return EnterpriseName.ADMINISTRATIVE_GROUP
                + "/cn=Configuration/cn=Addressing/cn=Address-Templates/cn=409/cn=" + addressType;
    }

    DisplayTemplate dialog() { return dialog; }

    /// PidTagScriptData: how many 32-bit words follow, and these.
    Binary script() {
        ByteWriter out = new ByteWriter(16);
        out.writeInt32(script.size());
        script.forEach(out::writeInt32);
        return Binary.wrap(out.toByteArray());
    }

    /// Its row of the address creation table. §2.2.1.
    List<PropertyValue> row(PropertyType textType) {
        return List.of(
                new PropertyValue(PropertyTags.PidTagAddressType.withType(textType), addressType),
                new PropertyValue(PropertyTags.PidTagDisplayName.withType(textType), title),
                PropertyValue.of(PropertyTags.PidTagDisplayType, DisplayType.MAIL_USER),
                PropertyValue.of(PropertyTags.PidTagEntryId,
                        EntryIds.permanent(DisplayType.ADDRESS_TEMPLATE, distinguishedName())),
                PropertyValue.of(PropertyTags.PidTagDepth, 0),
                PropertyValue.of(PropertyTags.PidTagSelectable, true),
                PropertyValue.of(PropertyTags.PidTagInstanceKey, Binary.wrap(new ByteWriter(4)
                        .writeInt32(FIRST_INSTANCE + ordinal()).toByteArray())));
    }
}
