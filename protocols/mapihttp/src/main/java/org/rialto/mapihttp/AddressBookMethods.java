package org.rialto.mapihttp;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.mapi.Binary;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapihttp.wire.CompareMIds;
import org.rialto.mapihttp.wire.DNToMId;
import org.rialto.mapihttp.wire.GetMatches;
import org.rialto.mapihttp.wire.GetPropList;
import org.rialto.mapihttp.wire.GetProps;
import org.rialto.mapihttp.wire.GetSpecialTable;
import org.rialto.mapihttp.wire.GetTemplateInfo;
import org.rialto.mapihttp.wire.ModLinkAtt;
import org.rialto.mapihttp.wire.ModProps;
import org.rialto.mapihttp.wire.QueryColumns;
import org.rialto.mapihttp.wire.QueryRows;
import org.rialto.mapihttp.wire.RequestType;
import org.rialto.mapihttp.wire.ResolveNames;
import org.rialto.mapihttp.wire.ResortRestriction;
import org.rialto.mapihttp.wire.ResponseBody;
import org.rialto.mapihttp.wire.SeekEntries;
import org.rialto.mapihttp.wire.Unbind;
import org.rialto.mapihttp.wire.UpdateStat;
import org.rialto.protocols.nspi.Answers;
import org.rialto.protocols.nspi.NspiError;
import org.rialto.protocols.nspi.NspiSession;
import org.rialto.protocols.nspi.Stat;

/// Carries out the address book's request types of a session: each body becomes a method of
/// [NspiSession], and what that returns, or fails with, the response body. MS-OXCMAPIHTTP §2.2.5.
///
/// A method that fails gives back the client's STAT as it was.
final class AddressBookMethods {
    private AddressBookMethods() {}

    /// @throws org.rialto.base.MalformedDataException the body is none of that request type
    static ResponseBody answer(RequestType type, NspiSession session, ByteReader body) {
        return switch (type) {
            case UNBIND -> unbind(Unbind.Request.read(body));
            case COMPARE_MIDS -> compareMIds(session, CompareMIds.Request.read(body));
            case DN_TO_MID -> dnToMId(session, DNToMId.Request.read(body));
            case GET_MATCHES -> getMatches(session, GetMatches.Request.read(body));
            case GET_PROP_LIST -> getPropList(session, GetPropList.Request.read(body));
            case GET_PROPS -> getProps(session, GetProps.Request.read(body));
            case GET_SPECIAL_TABLE -> getSpecialTable(session, GetSpecialTable.Request.read(body));
            case GET_TEMPLATE_INFO -> getTemplateInfo(session, GetTemplateInfo.Request.read(body));
            case MOD_LINK_ATT -> modLinkAtt(session, ModLinkAtt.Request.read(body));
            case MOD_PROPS -> modProps(session, ModProps.Request.read(body));
            case QUERY_COLUMNS -> queryColumns(session, QueryColumns.Request.read(body));
            case QUERY_ROWS -> queryRows(session, QueryRows.Request.read(body));
            case RESOLVE_NAMES -> resolveNames(session, ResolveNames.Request.read(body));
            case RESORT_RESTRICTION -> resort(session, ResortRestriction.Request.read(body));
            case SEEK_ENTRIES -> seekEntries(session, SeekEntries.Request.read(body));
            case UPDATE_STAT -> updateStat(session, UpdateStat.Request.read(body));
            case BIND, PING, GET_MAILBOX_URL, GET_ADDRESS_BOOK_URL, CONNECT, EXECUTE, DISCONNECT,
                    NOTIFICATION_WAIT ->
                throw new IllegalArgumentException(type + " needs no session of the address book");
        };
    }

    private static Stat required(@Nullable Stat state) {
        if (state == null) {
            throw new NspiError(ErrorCodes.InvalidParameter, "there is no state");
        }
        return state;
    }

    private static int codePage(@Nullable Stat state) {
        return state == null ? 0 : state.codePage();
    }

    private static ResponseBody unbind(Unbind.Request request) {
        Objects.requireNonNull(request);
        return new Unbind.Response(ErrorCodes.UnbindSuccess.value(), Binary.EMPTY);
    }

    private static ResponseBody compareMIds(NspiSession session, CompareMIds.Request request) {
        try {
            return new CompareMIds.Response(0, session.compareMIds(required(request.state()),
                    request.minimalId1(), request.minimalId2()), Binary.EMPTY);
        } catch (NspiError e) {
            return new CompareMIds.Response(e.code().value(), 0, Binary.EMPTY);
        }
    }

    private static ResponseBody dnToMId(NspiSession session, DNToMId.Request request) {
        try {
            return new DNToMId.Response(0,
                    session.dnToMId(Objects.requireNonNullElse(request.names(), List.of())),
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new DNToMId.Response(e.code().value(), null, Binary.EMPTY);
        }
    }

    private static ResponseBody getMatches(NspiSession session, GetMatches.Request request) {
        int codePage = codePage(request.state());
        try {
            GetMatches.Name name = request.propertyName();
            Answers.Matches matches = session.getMatches(required(request.state()),
                    request.filter(), name == null ? null : (Integer) name.id(),
                    request.rowCount(), request.columns());
            return new GetMatches.Response(0, matches.stat(), matches.minimalIds(),
                    matches.rows(), codePage, Binary.EMPTY);
        } catch (NspiError e) {
            return new GetMatches.Response(e.code().value(), request.state(), null, null, codePage,
                    Binary.EMPTY);
        }
    }

    private static ResponseBody getPropList(NspiSession session, GetPropList.Request request) {
        try {
            return new GetPropList.Response(0, session.getPropList(request.flags(),
                    request.minimalId()), Binary.EMPTY);
        } catch (NspiError e) {
            return new GetPropList.Response(e.code().value(), null, Binary.EMPTY);
        }
    }

    private static ResponseBody getProps(NspiSession session, GetProps.Request request) {
        int codePage = codePage(request.state());
        try {
            Answers.Properties properties = session.getProps(request.flags(),
                    required(request.state()), request.tags());
            return new GetProps.Response(properties.code().value(), codePage, properties.values(),
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new GetProps.Response(e.code().value(), codePage, null, Binary.EMPTY);
        }
    }

    private static ResponseBody getSpecialTable(NspiSession session,
            GetSpecialTable.Request request) {
        int codePage = codePage(request.state());
        try {
            Integer version = request.version();
            Answers.SpecialTable table = session.getSpecialTable(request.flags(),
                    required(request.state()), version == null ? 0 : version);
            return new GetSpecialTable.Response(0, codePage, table.version(), table.rows(),
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new GetSpecialTable.Response(e.code().value(), codePage, null, null,
                    Binary.EMPTY);
        }
    }

    private static ResponseBody getTemplateInfo(NspiSession session,
            GetTemplateInfo.Request request) {
        try {
            return new GetTemplateInfo.Response(0, request.codePage(),
                    session.getTemplateInfo(request.flags(), request.displayType(),
                            request.templateDN(), request.codePage(), request.localeId()),
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new GetTemplateInfo.Response(e.code().value(), request.codePage(), null,
                    Binary.EMPTY);
        }
    }

    private static ResponseBody modLinkAtt(NspiSession session, ModLinkAtt.Request request) {
        try {
            session.modLinkAtt(request.flags(), request.tag(), request.minimalId(),
                    Objects.requireNonNullElse(request.entryIds(), List.of()));
            return new ModLinkAtt.Response(0, Binary.EMPTY);
        } catch (NspiError e) {
            return new ModLinkAtt.Response(e.code().value(), Binary.EMPTY);
        }
    }

    private static ResponseBody modProps(NspiSession session, ModProps.Request request) {
        try {
            session.modProps(required(request.state()), request.tagsToRemove(),
                    Objects.requireNonNullElse(request.values(), List.of()));
            return new ModProps.Response(0, Binary.EMPTY);
        } catch (NspiError e) {
            return new ModProps.Response(e.code().value(), Binary.EMPTY);
        }
    }

    private static ResponseBody queryColumns(NspiSession session, QueryColumns.Request request) {
        try {
            return new QueryColumns.Response(0, session.queryColumns(request.flags()),
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new QueryColumns.Response(e.code().value(), null, Binary.EMPTY);
        }
    }

    private static ResponseBody queryRows(NspiSession session, QueryRows.Request request) {
        int codePage = codePage(request.state());
        List<Integer> table = request.explicitTable();
        @Nullable
        List<PropertyTag> columns = request.columns();
        try {
            Answers.Rows rows = session.queryRows(request.flags(), required(request.state()),
                    table.isEmpty() ? null : table, request.rowCount(), columns);
            return new QueryRows.Response(0, rows.stat(), rows.rows(), codePage, Binary.EMPTY);
        } catch (NspiError e) {
            return new QueryRows.Response(e.code().value(), request.state(), null, codePage,
                    Binary.EMPTY);
        }
    }

    private static ResponseBody resolveNames(NspiSession session, ResolveNames.Request request) {
        int codePage = codePage(request.state());
        try {
            Answers.Resolved resolved = session.resolveNames(required(request.state()),
                    Objects.requireNonNullElse(request.names(), List.of()), request.tags());
            return new ResolveNames.Response(0, codePage, resolved.minimalIds(), resolved.rows(),
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new ResolveNames.Response(e.code().value(), codePage, null, null,
                    Binary.EMPTY);
        }
    }

    private static ResponseBody resort(NspiSession session, ResortRestriction.Request request) {
        try {
            Answers.Resorted resorted = session.resortRestriction(required(request.state()),
                    Objects.requireNonNullElse(request.minimalIds(), List.of()));
            return new ResortRestriction.Response(0, resorted.stat(), resorted.minimalIds(),
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new ResortRestriction.Response(e.code().value(), request.state(), null,
                    Binary.EMPTY);
        }
    }

    private static ResponseBody seekEntries(NspiSession session, SeekEntries.Request request) {
        int codePage = codePage(request.state());
        try {
            Answers.Sought sought = session.seekEntries(required(request.state()),
                    request.target(), request.explicitTable(), request.columns());
            return new SeekEntries.Response(0, sought.stat(), sought.rows(), codePage,
                    Binary.EMPTY);
        } catch (NspiError e) {
            return new SeekEntries.Response(e.code().value(), request.state(), null, codePage,
                    Binary.EMPTY);
        }
    }

    private static ResponseBody updateStat(NspiSession session, UpdateStat.Request request) {
        try {
            Answers.Moved moved = session.updateStat(required(request.state()));
            return new UpdateStat.Response(0, moved.stat(),
                    request.deltaRequested() ? (Integer) moved.delta() : null, Binary.EMPTY);
        } catch (NspiError e) {
            return new UpdateStat.Response(e.code().value(), request.state(), null, Binary.EMPTY);
        }
    }
}
