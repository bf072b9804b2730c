package org.rialto.protocols.rops.wire.table;

import org.rialto.protocols.rops.wire.RopResponse;

/// The responses of the family. MS-OXCROPS §2.2.5.
public sealed interface TableResponse extends RopResponse
        permits
        RopAbort.Response,
        RopCollapseRow.Response,
        RopCreateBookmark.Response,
        RopExpandRow.Response,
        RopFindRow.Response,
        RopFreeBookmark.Response,
        RopGetCollapseState.Response,
        RopGetStatus.Response,
        RopQueryColumnsAll.Response,
        RopQueryPosition.Response,
        RopQueryRows.Response,
        RopResetTable.Response,
        RopRestrict.Response,
        RopSeekRow.Response,
        RopSeekRowBookmark.Response,
        RopSeekRowFractional.Response,
        RopSetCollapseState.Response,
        RopSetColumns.Response,
        RopSortTable.Response {}
