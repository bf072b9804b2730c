/// Messages of unified messaging: voice mail, missed calls, faxes. MS-OXOUM.
@org.jspecify.annotations.NullMarked
package org.rialto.items.voice;
