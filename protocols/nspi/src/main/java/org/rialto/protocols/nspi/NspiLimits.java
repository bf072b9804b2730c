package org.rialto.protocols.nspi;

/// What one call may ask for.
///
/// @param rows of one answer; a client that wants more asks again
/// @param cells of one answer: rows times columns
/// @param answerBytes about, of the values of one answer; one row is always given
/// @param columns asked for at a time; more are "TableTooBig"
/// @param explicitRows of an explicit table (MS-OXNSPI §3.1.4.1.8: at most 100,000)
/// @param restrictions in a filter, nested ones too; more are "TooComplex"
/// @param restrictionDepth of a filter
/// @param names to resolve or to map at a time
public record NspiLimits(int rows, int cells, int answerBytes, int columns, int explicitRows,
        int restrictions, int restrictionDepth, int names) {
    public static final NspiLimits DEFAULT = new NspiLimits(5_000, 200_000, 4 << 20, 1_000,
            100_000, 1_000, 32, 1_000);
}
