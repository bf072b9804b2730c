package org.rialto.mapihttp.wire;

/// The success response body of an address book request type: StatusCode, which is 0, and
/// ErrorCode, what the method returned (MS-OXNSPI §2.2.1.2), come first. MS-OXCMAPIHTTP §2.2.5.
public sealed interface AddressBookBody extends ResponseBody
        permits Bind.Response, Unbind.Response, CompareMIds.Response, DNToMId.Response,
        GetMatches.Response, GetPropList.Response, GetProps.Response, GetSpecialTable.Response,
        GetTemplateInfo.Response, ModLinkAtt.Response, ModProps.Response, QueryColumns.Response,
        QueryRows.Response, ResolveNames.Response, ResortRestriction.Response,
        SeekEntries.Response, UpdateStat.Response {}
