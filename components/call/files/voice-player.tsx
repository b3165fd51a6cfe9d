import { Pause, Play } from 'lucide-react';
import { useMemo } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { decodePeaks } from '@/lib/voice/peaks';
import { describeDuration } from './describe-file';
import { usePlayer } from './use-player';
import { Waveform } from './waveform';

interface VoicePlayerProps {
  /** `null`: it is not here yet. */
  url: string | null;
  durationMs: number;
  peaks: string;
}

/** Plays a voice note: from any place in it, at three speeds. */
export function VoicePlayer({ url, durationMs, peaks }: VoicePlayerProps) {
  const levels = useMemo(() => decodePeaks(peaks), [peaks]);
  const { isPlaying, atMs, speed, isBroken, toggle, seek, changeSpeed } = usePlayer(url, durationMs);
  const seconds = Math.round(durationMs / 1_000);
  return (
    <div className="flex items-center gap-2">
      <IconButton
        label={isPlaying ? 'Pause voice note' : 'Play voice note'}
        icon={isPlaying ? <Pause /> : <Play />}
        variant="accent"
        disabled={!url || isBroken}
        onClick={toggle}
      />
      <div className="min-w-0 grow">
        <div className="relative rounded-md focus-within:outline-2 focus-within:outline-ring">
          <Waveform levels={levels} played={durationMs === 0 ? 0 : atMs / durationMs} />
          <input
            type="range"
            aria-label="Position in voice note"
            aria-valuetext={`${describeDuration(atMs)} of ${describeDuration(durationMs)}`}
            min={0}
            max={Math.max(1, seconds)}
            step={1}
            value={Math.min(seconds, Math.floor(atMs / 1_000))}
            disabled={!url || isBroken}
            onChange={({ target }) => seek(Number(target.value) * 1_000)}
            className="absolute inset-x-0 -top-1.5 h-11 w-full cursor-pointer opacity-0"
          />
        </div>
        <p aria-live="off" className="text-xs text-text-muted tabular-nums">
          {isBroken
            ? 'This browser cannot play it'
            : `${describeDuration(atMs > 0 ? atMs : durationMs)}${url ? '' : ' · on its way'}`}
        </p>
      </div>
      <button
        type="button"
        aria-label={`Speed ${speed}×`}
        onClick={changeSpeed}
        className="min-h-11 min-w-11 shrink-0 rounded-full text-sm font-semibold tabular-nums hover:bg-text/10"
      >
        {speed}×
      </button>
    </div>
  );
}
