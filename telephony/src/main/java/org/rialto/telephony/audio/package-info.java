/// Sound as 16-bit samples of one channel: files, resampling, faster and slower.
@NullMarked
package org.rialto.telephony.audio;

import org.jspecify.annotations.NullMarked;
