package org.rialto.formats.mime;

import org.rialto.formats.header.HeaderFields;

/// What one pass over a message gave: its structure, and its own header, which those who deliver a
/// message read further fields from. The header is not part of what is stored.
public record MimeScan(MimeStructure structure, HeaderFields header) {}
