package org.rialto.protocols.ews.soap;

/// What went wrong, in the words of the service. MS-OXWSCDATA §2.2.5.24; only those that this server
/// says.
public enum ResponseCode {
    NO_ERROR("NoError"), ACCESS_DENIED("ErrorAccessDenied"), CORRUPT_DATA(
            "ErrorCorruptData"), DATA_SIZE_LIMIT_EXCEEDED(
                    "ErrorDataSizeLimitExceeded"), FOLDER_NOT_FOUND(
                            "ErrorFolderNotFound"), IMPERSONATE_USER_DENIED(
                                    "ErrorImpersonateUserDenied"), IMPERSONATION_FAILED(
                                            "ErrorImpersonationFailed"), INTERNAL_SERVER_ERROR(
                                                    "ErrorInternalServerError"), INVALID_ID_MALFORMED(
                                                            "ErrorInvalidIdMalformed"), INVALID_OPERATION(
                                                                    "ErrorInvalidOperation"), INVALID_PHONE_CALL_ID(
                                                                            "ErrorInvalidPhoneCallId"), INVALID_PHONE_NUMBER(
                                                                                    "ErrorInvalidPhoneNumber"), INVALID_REQUEST(
                                                                                            "ErrorInvalidRequest"), INVALID_SERVER_VERSION(
                                                                                                    "ErrorInvalidServerVersion"), IRRESOLVABLE_CONFLICT(
                                                                                                            "ErrorIrresolvableConflict"), ITEM_NOT_FOUND(
                                                                                                                    "ErrorItemNotFound"), NON_EXISTENT_MAILBOX(
                                                                                                                            "ErrorNonExistentMailbox"), PHONE_NUMBER_NOT_DIALABLE(
                                                                                                                                    "ErrorPhoneNumberNotDialable"), QUOTA_EXCEEDED(
                                                                                                                                            "ErrorQuotaExceeded"), SCHEMA_VALIDATION(
                                                                                                                                                    "ErrorSchemaValidation"), SERVER_BUSY(
                                                                                                                                                            "ErrorServerBusy"), UM_SERVER_UNAVAILABLE(
                                                                                                                                                                    "ErrorUMServerUnavailable"), USER_NOT_UM_ENABLED(
                                                                                                                                                                            "ErrorUserNotUnifiedMessagingEnabled");

    private final String word;

    ResponseCode(String word) { this.word = word; }

    public String word() { return word; }
}
