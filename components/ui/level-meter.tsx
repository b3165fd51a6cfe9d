'use client';

import { useEffect, useRef } from 'react';
import { classNames } from './class-names';

interface LevelMeterProps {
  /** The accessible name. */
  label: string;
  /** Loudness now, 0 to 1; read on every frame, so keep it cheap and stable. */
  getLevel: () => number;
  /** Drawn quietly: there is a level, but nobody hears it. */
  isDimmed?: boolean;
  className?: string;
}

/** Assistive technology hears of the level at most this often. */
const announceEveryMs = 500;

/** A moving level. Drawn on the element itself each frame: React renders it once. */
export function LevelMeter({ label, getLevel, isDimmed = false, className }: LevelMeterProps) {
  const meterRef = useRef<HTMLDivElement>(null);
  const barRef = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let shown = 0;
    let announcedAtMs = 0;
    let frame = requestAnimationFrame(function draw(nowMs) {
      const level = Math.min(1, Math.max(0, getLevel()));
      // Rises at once and falls slowly, as meters do, so that a syllable can be seen.
      shown = Math.max(level, shown * 0.9 - 0.002);
      const percent = Math.max(0, Math.round(shown * 100));
      if (barRef.current) barRef.current.style.clipPath = `inset(0 ${100 - percent}% 0 0)`;
      if (nowMs - announcedAtMs >= announceEveryMs) {
        announcedAtMs = nowMs;
        meterRef.current?.setAttribute('aria-valuenow', String(percent));
      }
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [getLevel]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> in their own ways, and not every one can be restyled.
    <div
      ref={meterRef}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      className={classNames('relative h-2 overflow-hidden rounded-full bg-text/12', className)}
    >
      <div
        ref={barRef}
        className={classNames('absolute inset-0 rounded-full', isDimmed ? 'bg-text-muted' : 'bg-accent')}
        style={{ clipPath: 'inset(0 100% 0 0)' }}
      />
    </div>
  );
}
