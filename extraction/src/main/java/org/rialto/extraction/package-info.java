/// The text of documents that are attached to mail: what the full-text index finds them by. The
/// parsers run in a process of their own, because what they read comes from strangers.
@NullMarked
package org.rialto.extraction;

import org.jspecify.annotations.NullMarked;
