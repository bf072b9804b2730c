/// Rich text bodies: their compression (MS-OXRTFCP), HTML and plain text within them
/// (MS-OXRTFEX), and which body of a message is the best (MS-OXBBODY).
@org.jspecify.annotations.NullMarked
package org.rialto.formats.rtf;
