package org.rialto.imap.wire;

/// What a client asks for. Each record reads its own arguments, which start after the name; the
/// table of the server knows the names.
public sealed interface Command permits PlainCommand, IdCommand, AuthenticateCommand, LoginCommand,
        EnableCommand, CompressCommand, SelectCommand, CreateCommand, DeleteCommand, RenameCommand,
        SubscribeCommand, ListCommand, StatusCommand, AppendCommand, ReplaceCommand,
        UidExpungeCommand, SearchCommand, SortCommand, ThreadCommand, FetchCommand, StoreCommand,
        CopyCommand, GetQuotaCommand, GetQuotaRootCommand, SetQuotaCommand, GetAclCommand,
        SetAclCommand, DeleteAclCommand, ListRightsCommand, MyRightsCommand {}
