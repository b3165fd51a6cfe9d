import type { QualityLevel } from '@/lib/quality/rate-sample';

const looks = {
  good: { bars: 3, colour: 'text-success' },
  fair: { bars: 2, colour: 'text-warning' },
  poor: { bars: 1, colour: 'text-danger-ink' },
} as const;

/** Three bars, of which three, two or one are lit: that says it to those who see no colours. */
export function SignalIcon({ level, className }: { level: QualityLevel; className: string }) {
  const { bars, colour } = looks[level];
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={`${colour} ${className}`}>
      {[7, 11, 15].map((height, index) => (
        <rect
          key={height}
          x={2 + index * 6}
          y={17.5 - height}
          width={4}
          height={height}
          rx={1.25}
          className={index < bars ? 'fill-current' : 'fill-white/35'}
        />
      ))}
    </svg>
  );
}
