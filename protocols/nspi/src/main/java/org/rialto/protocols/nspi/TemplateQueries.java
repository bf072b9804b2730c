package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyValue;

/// NspiGetTemplateInfo, MS-OXNSPI §3.1.4.1.18: the display template of a display type, or the address
/// creation template of a name. Every locale gets the one that there is, in English.
final class TemplateQueries {
    // §2.2.1.14.
    static final int TEMPLATE = 0x1;
    static final int SCRIPT = 0x4;

    private TemplateQueries() {}

    static List<PropertyValue> get(int flags, int displayType,
            @Nullable String distinguishedName, int codePage) {
        if (codePage == TextForm.UNICODE || !TextForm.isServed(codePage)) {
            throw new NspiError(ErrorCodes.InvalidCodepage, "no such code page is served");
        }
        CreationTemplate creation = distinguishedName == null
                ? null
                : CreationTemplate.named(distinguishedName);
        DisplayTemplate template = creation != null
                ? creation.dialog()
                : distinguishedName == null
                        ? DisplayTemplate.of(displayType)
                        : DisplayTemplate.named(distinguishedName);
        if (template == null) {
            throw new NspiError(ErrorCodes.InvalidLocale, "there is no such template");
        }
        List<PropertyValue> row = new ArrayList<>();
        if ((flags & TEMPLATE) != 0) {
            row.add(PropertyValue.of(PropertyTags.PidTagTemplateData,
                    template.encode(TextForm.charset(codePage))));
        }
        if ((flags & SCRIPT) != 0) {
            // Scripts are for address creation; a display template's is empty.
            row.add(PropertyValue.of(PropertyTags.PidTagScriptData,
                    creation == null ? Binary.EMPTY : creation.script()));
        }
        return row;
    }
}
