package org.rialto.mailbox.rules;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.rialto.formats.header.HeaderFields;
import org.rialto.formats.mime.MimeScan;
import org.rialto.formats.mime.MimeStructure;
import org.rialto.store.BlobRef;
import org.rialto.store.Blobs;
import org.rialto.store.NewMessage;

/// A message under delivery: what will be stored, and its bytes.
///
/// @param mime with the Return-Path field on top
record Incoming(NewMessage message, MimeScan scan, BlobRef mime, Blobs blobs) {
    private static final String RETURN_PATH = "Return-Path";

    HeaderFields header() { return scan.header(); }

    MimeStructure structure() { return scan.structure(); }

    /// The bytes as the sender sent them.
    InputStream original() {
        long start = header().count() > 0 && header().isNamed(0, RETURN_PATH)
                ? header().fieldEnd(0) - header().start(0)
                : 0;
        return stream(start, mime.length() - start);
    }

    InputStream stream(long offset, long length) { return blobs.stream(mime, offset, length); }

    /// The reverse path; null is `<>` or not known.
    @Nullable
    String returnPath() {
        String raw = header().raw(RETURN_PATH);
        String path = raw == null ? "" : raw.strip();
        path = path.startsWith("<") && path.endsWith(">")
                ? path.substring(1, path.length() - 1)
                : path;
        return path.isEmpty() ? null : path;
    }
}
