package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.List;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.PropertyValue;

/// The hierarchy table and the address creation tables. MS-OXNSPI §3.1.4.1.3.
final class SpecialTables {
    // §2.2.1.12.
    static final int ADDRESS_CREATION_TEMPLATES = 0x2;
    static final int UNICODE_STRINGS = 0x4;
    private final NspiSession session;

    SpecialTables(NspiSession session) { this.session = session; }

    Answers.SpecialTable get(int flags, Stat stat, int version) {
        if ((flags & ADDRESS_CREATION_TEMPLATES) != 0) {
            PropertyType textType = stat.codePage() == TextForm.UNICODE
                    ? PropertyType.STRING
                    : PropertyType.STRING8;
            return new Answers.SpecialTable(null, CreationTemplate.of(stat.templateLocale())
                    .stream().map(template -> template.row(textType)).toList());
        }
        boolean unicode = (flags & UNICODE_STRINGS) != 0;
        if (!unicode) {
            TextForm.check(stat.codePage(), null);
        }
        if (version == AddressList.VERSION) {
            return new Answers.SpecialTable(version, List.of());
        }
        List<List<PropertyValue>> rows = new ArrayList<>();
        for (AddressList list : AddressList.values()) {
            rows.add(new ListObject(session.server().guid(), list, false)
                    .values(unicode ? PropertyType.STRING : PropertyType.STRING8));
        }
        return new Answers.SpecialTable(AddressList.VERSION, rows);
    }
}
