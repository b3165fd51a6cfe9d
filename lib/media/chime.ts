const sampleRateHz = 24_000;
const durationMs = 900;
/** A rising fifth, the second note over the fading first. */
const notes = [
  { frequencyHz: 587.33, startMs: 0 },
  { frequencyHz: 880, startMs: 180 },
];
const peak = 0.3;

/** A short two-note chime as a WAV file: mono, 16 bits, 24 kHz, fading to silence. */
export function chimeWav(): ArrayBuffer {
  const frameCount = (sampleRateHz * durationMs) / 1000;
  const wav = new DataView(new ArrayBuffer(44 + frameCount * 2));
  writeHeader(wav, frameCount * 2);
  for (let frame = 0; frame < frameCount; frame += 1) {
    const sample = Math.max(-1, Math.min(1, sampleAt((frame * 1000) / sampleRateHz)));
    wav.setInt16(44 + frame * 2, Math.round(sample * 32_767), true);
  }
  return wav.buffer as ArrayBuffer;
}

function sampleAt(timeMs: number): number {
  let sum = 0;
  for (const note of notes) {
    const ageMs = timeMs - note.startMs;
    if (ageMs < 0) continue;
    const attack = Math.min(1, ageMs / 8);
    const envelope = attack * Math.exp(-ageMs / 160);
    sum += peak * envelope * Math.sin((2 * Math.PI * note.frequencyHz * ageMs) / 1000);
  }
  return sum * Math.min(1, (durationMs - timeMs) / 50);
}

function writeHeader(wav: DataView, dataBytes: number): void {
  const text = (offset: number, value: string) => {
    for (let i = 0; i < value.length; i += 1) wav.setUint8(offset + i, value.charCodeAt(i));
  };
  text(0, 'RIFF');
  wav.setUint32(4, 36 + dataBytes, true);
  text(8, 'WAVEfmt ');
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true);
  wav.setUint32(24, sampleRateHz, true);
  wav.setUint32(28, sampleRateHz * 2, true);
  wav.setUint16(32, 2, true);
  wav.setUint16(34, 16, true);
  text(36, 'data');
  wav.setUint32(40, dataBytes, true);
}
