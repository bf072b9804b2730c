package org.rialto.mapi;

/// An error, warning or property error code. MS-OXCDATA §2.4; [ErrorCodes] has them by name.
public record ErrorCode(int value) {
    /// The high bit tells errors from success and most warnings.
    public boolean isSuccess() { return value == 0; }

    @Override
    public String toString() { return String.format("0x%08X", value); }
}
