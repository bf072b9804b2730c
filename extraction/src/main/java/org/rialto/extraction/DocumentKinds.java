package org.rialto.extraction;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which attachments are worth the way to the process: by media type, or by name where the type
/// says nothing. What a document really is, its bytes tell ([DocumentText]).
public final class DocumentKinds {
    private static final Set<String> TYPES = Set.of("application/pdf", "application/x-pdf",
            "application/rtf", "text/rtf", "application/msword", "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint", "application/vnd.ms-word.document.macroenabled.12",
            "application/vnd.ms-excel.sheet.macroenabled.12",
            "application/vnd.ms-powerpoint.presentation.macroenabled.12");
    private static final Set<String> EXTENSIONS = Set.of("pdf", "rtf", "doc", "dot", "xls", "xlt",
            "ppt", "pps", "docx", "docm", "dotx", "xlsx", "xlsm", "xltx", "pptx", "pptm", "ppsx",
            "odt", "ott", "ods", "ots", "odp", "otp", "odg");

    private DocumentKinds() {}

    /// @param mediaType `type/subtype`
    /// @param fileName null when it has none
    public static boolean isDocument(String mediaType, @Nullable String fileName) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        if (TYPES.contains(type)
                || type.startsWith("application/vnd.openxmlformats-officedocument.")
                || type.startsWith("application/vnd.oasis.opendocument.")) {
            return true;
        }
        if (fileName == null || !type.startsWith("application/")) {
            return false;
        }
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1);
        return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
    }
}
