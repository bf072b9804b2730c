package org.rialto.protocols.um.menu;

/// What a list of messages holds.
enum MessageKind {
    VOICE, EMAIL
}
