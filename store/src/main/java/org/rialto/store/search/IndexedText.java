package org.rialto.store.search;

/// The texts of one message that can be searched.
///
/// @param people names and addresses of sender and recipients
/// @param files names and text of attachments
public record IndexedText(String subject, String people, String files, String body) {}
