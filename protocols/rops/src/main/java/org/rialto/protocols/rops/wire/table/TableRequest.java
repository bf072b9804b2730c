package org.rialto.protocols.rops.wire.table;

import org.rialto.protocols.rops.wire.RopRequest;

/// The requests of the family. MS-OXCROPS §2.2.5.
public sealed interface TableRequest extends RopRequest
        permits
        RopAbort.Request,
        RopCollapseRow.Request,
        RopCreateBookmark.Request,
        RopExpandRow.Request,
        RopFindRow.Request,
        RopFreeBookmark.Request,
        RopGetCollapseState.Request,
        RopGetStatus.Request,
        RopQueryColumnsAll.Request,
        RopQueryPosition.Request,
        RopQueryRows.Request,
        RopResetTable.Request,
        RopRestrict.Request,
        RopSeekRow.Request,
        RopSeekRowBookmark.Request,
        RopSeekRowFractional.Request,
        RopSetCollapseState.Request,
        RopSetColumns.Request,
        RopSortTable.Request {}
