import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import type { ErrorCode } from '@/lib/errors/error-code';
import { deviceErrorCode } from '@/lib/media/device-error';
import type { LocalMedia } from '@/lib/media/local-media';
import type { QrReader } from './qr-reader';

/** Several looks a second are enough to seem immediate. */
const lookEveryMs = 150;
/** The longer side of what is looked at: enough for the code, and quick on a phone. */
const lookedAtPixels = 800;

/** Draws what the camera sees now, as small as it may be; `false` while it sees nothing. */
function draw(video: HTMLVideoElement, canvas: HTMLCanvasElement): boolean {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return false;
  const scale = Math.min(1, lookedAtPixels / Math.max(videoWidth, videoHeight));
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return true;
}

interface ScanOptions {
  localMedia: LocalMedia | null;
  read: QrReader;
  onText: (text: string) => void;
}

/**
 * Shows the camera's picture in `video` and looks for a QR code in it, once. The camera of the preview rests meanwhile:
 * many devices lend theirs only once. Returns why there is no picture, if there is none.
 */
export function useScan(
  video: RefObject<HTMLVideoElement | null>,
  { localMedia, read, onText }: ScanOptions,
): ErrorCode | null {
  const [error, setError] = useState<ErrorCode | null>(null);
  const found = useEffectEvent(onText);

  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wasCameraOn = localMedia?.state.getSnapshot().camera.status !== 'off';

    async function scan() {
      if (wasCameraOn) await localMedia?.setCameraOn(false);
      if (isOver) return;
      const opened = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 1280 } },
      });
      stream = opened;
      if (isOver) return release();
      if (video.current) video.current.srcObject = opened;
      const canvas = document.createElement('canvas');
      const look = async () => {
        const element = video.current;
        const text = element && draw(element, canvas) ? await read(canvas) : null;
        if (isOver) return;
        if (text) found(text);
        else timer = setTimeout(look, lookEveryMs);
      };
      await look();
    }

    function release() {
      for (const track of stream?.getTracks() ?? []) track.stop();
    }

    scan().catch((cause: unknown) => {
      release();
      if (!isOver) setError(deviceErrorCode('camera', cause));
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      release();
      if (wasCameraOn) void localMedia?.setCameraOn(true);
    };
  }, [video, localMedia, read]);

  return error;
}
