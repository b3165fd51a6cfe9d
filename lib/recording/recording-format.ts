/** From the one that costs a busy machine least; all of them are cut and finished alike. */
const mimeTypes = ['video/webm;codecs=vp8,opus', 'video/webm;codecs=vp9,opus', 'video/webm'] as const;

/** What is recorded on this device; `null` where nothing can be. */
export function recordingFormat(): string | null {
  if (typeof MediaRecorder === 'undefined' || typeof navigator.storage?.getDirectory !== 'function')
    return null;
  if (!('locks' in navigator) || typeof HTMLCanvasElement.prototype.captureStream !== 'function') return null;
  return mimeTypes.find((mimeType) => MediaRecorder.isTypeSupported(mimeType)) ?? null;
}
