package org.rialto.store;

/// Names stored bytes. Valid as long as something in the store refers to them.
///
/// @param blobId row of the blob table
/// @param length in bytes
public record BlobRef(long blobId, long length) {}
