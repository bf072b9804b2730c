"""Sound for the checks: made, measured, compared."""

import math
import operator
import struct

from harness import expect

RATE = 8000
KEYS = {key: (low, high) for low, row in ((697, "123A"), (770, "456B"), (852, "789C"), (941, "*0#D"))
        for key, high in zip(row, (1209, 1336, 1477, 1633))}

def mulaw(sample):
    sign = 0x80 if sample < 0 else 0
    value = min(abs(sample), 32635) + 0x84
    exponent = value.bit_length() - 8
    return ~(sign | exponent << 4 | value >> exponent + 3 & 0x0F) & 0xFF


def expanded(code):
    code = ~code & 0xFF
    value = (((code & 0x0F) << 3) + 0x84 << (code >> 4 & 7)) - 0x84
    return -value if code & 0x80 else value


def speech(seconds, seed=1):
    """Syllables of changing pitch with pauses between them: what a level meter takes for words."""
    samples = []
    for i in range(int(seconds * RATE)):
        t = i / RATE
        syllable = max(0.0, math.sin(2 * math.pi * (2.3 + 0.1 * seed) * t)) ** 0.5
        pitch = 140 + 60 * math.sin(2 * math.pi * 0.31 * t + seed)
        sound = sum(math.sin(2 * math.pi * pitch * n * t) / n for n in range(1, 9))
        samples.append(int(5200 * syllable * sound))
    return samples


def wav_samples(data, grows=False):
    """Of a WAVE file in 16 bits or µ-law; of one that grows, what is there."""
    expect(data[:4] == b"RIFF" and data[8:12] == b"WAVE", "no WAVE file")
    form = struct.unpack_from("<H", data, 20)[0]
    start = data.index(b"data") + 8
    length = struct.unpack_from("<I", data, start - 4)[0]
    sound = data[start:] if grows else data[start:start + length]
    if form == 7:
        return [expanded(code) for code in sound]
    expect(form == 1, f"a WAVE file of form {form}")
    return list(struct.unpack(f"<{len(sound) // 2}h", sound[:len(sound) // 2 * 2]))


def spoken_samples(path):
    """How much has been recorded since something was said first."""
    samples = wav_samples(path.read_bytes(), True)
    return next((len(samples) - at for at, sample in enumerate(samples) if abs(sample) > 1500), 0)


def correlation(spoken, heard):
    """How alike they are, 0 to 1: pieces of half a second of what was spoken, each at its best
    place near where the one before was found; the mean by energy."""
    step = RATE // 200
    loud = [[sum(abs(x) for x in sound[i:i + step]) for i in range(0, len(sound) - step, step)]
            for sound in (spoken, heard)]
    best, offset = -1.0, 0
    for lag in range(-100, max(1, len(loud[1]) - len(loud[0]) // 2)):
        # Where they overlap in part, the rest counts as silence.
        score = cosine(loud[0], [loud[1][i + lag] if 0 <= i + lag < len(loud[1]) else 0
                                 for i in range(len(loud[0]))])
        if score > best:
            best, offset = score, lag * step
    piece = RATE // 2
    total = weight = 0.0
    for start in range(0, len(spoken) - piece, piece):
        part = spoken[start:start + piece]
        energy = sum(x * x for x in part)
        if energy < piece * 10_000:
            continue
        found = (-1.0, offset)
        # Packets that came late move what is behind them.
        for lags in (range(offset - 360, offset + 361, 6), None):
            for lag in lags or range(found[1] - 6, found[1] + 7):
                other = heard[start + lag:start + lag + piece] if start + lag >= 0 else []
                if len(other) == piece:
                    found = max(found, (cosine(part, other), lag))
        offset = found[1]
        total += max(0.0, found[0]) * energy
        weight += energy
    return total / weight if weight else 0.0


def cosine(one, other):
    product = sum(a * b for a, b in zip(one, other))
    norm = math.sqrt(sum(a * a for a in one) * sum(b * b for b in other))
    return product / norm if norm else 0.0


def silence(seconds):
    return [0] * int(seconds * RATE)


def key_tone(key, seconds=0.2):
    """A key of a telephone as sound (ITU-T Q.23)."""
    return [int(7000 * sum(math.sin(2 * math.pi * hertz * i / RATE) for hertz in KEYS[key]))
            for i in range(int(seconds * RATE))]


def ramp(seconds, start=0):
    """A tone that rises, so that what is heard tells where it is: 40 Hz a second; from 50 on, a
    tone that stays."""
    samples, phase = [], 0.0
    for i in range(seconds * RATE):
        phase += 2 * math.pi * (300 + 40 * (start if start >= 50 else i / RATE)) / RATE
        samples.append(int(9000 * math.sin(phase)))
    return samples


def place(samples):
    """Where in a ramp this is, in seconds; None where it is no such tone."""
    peak = max(map(abs, samples), default=0)
    if not 7000 < peak < 11000:
        return None
    if not 0.64 < math.sqrt(sum(x * x for x in samples) / len(samples)) / peak < 0.76:
        return None
    crossings = [i + samples[i - 1] / (samples[i - 1] - samples[i])
                 for i in range(1, len(samples)) if samples[i - 1] < 0 <= samples[i]]
    if len(crossings) < 3:
        return None
    gaps = [b - a for a, b in zip(crossings, crossings[1:])]
    if max(gaps) > 1.5 * min(gaps):  # Speech, or a cut in it.
        return None
    return (RATE * len(gaps) / (crossings[-1] - crossings[0]) - 300) / 40


def halved(samples):
    """At half the rate: what a telephone lets through of a wider band."""
    taps = [math.sin(math.pi * (n - 15) * 0.45) / (math.pi * (n - 15)) if n != 15 else 0.45
            for n in range(31)]
    window = [tap * (0.54 - 0.46 * math.cos(2 * math.pi * n / 30)) for n, tap in enumerate(taps)]
    wide = [0] * 15 + samples + [0] * 16
    return [max(-32768, min(32767, round(sum(map(operator.mul, window, wide[i:i + 31])))))
            for i in range(0, len(samples), 2)]


def envelope(samples, step=RATE // 100):
    """How loud each 10 ms are, in decibels above a whisper."""
    loud = []
    for i in range(0, len(samples) - step + 1, step):
        mean = sum(x * x for x in samples[i:i + step]) / step
        loud.append(max(0.0, 10 * math.log10(mean + 1) - 30))
    return loud


def where(loud, heard):
    """Where in an envelope another is found and how like it is: (place, 0 to 1)."""
    if len(heard) < len(loud) or not loud:
        return -1, 0.0
    mean = sum(loud) / len(loud)
    wanted = [x - mean for x in loud]
    energy = math.sqrt(sum(x * x for x in wanted)) or 1.0
    best = (-1, 0.0)
    total, squares = sum(heard[:len(loud)]), sum(x * x for x in heard[:len(loud)])
    for at in range(len(heard) - len(loud) + 1):
        spread = squares - total * total / len(loud)
        if spread > 1:
            product = sum(map(operator.mul, wanted, heard[at:at + len(loud)]))
            best = max(best, (at, product / energy / math.sqrt(spread)), key=lambda x: x[1])
        if at + len(loud) < len(heard):
            gone, come = heard[at], heard[at + len(loud)]
            total += come - gone
            squares += come * come - gone * gone
    return best
