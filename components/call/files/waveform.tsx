interface WaveformProps {
  /** 0 to 1 each. */
  levels: readonly number[];
  /** How much of it has been played, 0 to 1. */
  played?: number;
}

/** Loudness over time, as bars. */
export function Waveform({ levels, played = 0 }: WaveformProps) {
  const width = Math.max(1, levels.length) * 3;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} 32`}
      preserveAspectRatio="none"
      className="h-8 w-full text-text-muted"
    >
      {levels.map((level, index) => {
        const height = Math.max(2, level * 30);
        const isPlayed = index < played * levels.length;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars stand where they stand.
            key={index}
            x={index * 3}
            y={16 - height / 2}
            width={2}
            height={height}
            rx={1}
            fill={isPlayed ? 'var(--accent)' : 'currentColor'}
          />
        );
      })}
    </svg>
  );
}
