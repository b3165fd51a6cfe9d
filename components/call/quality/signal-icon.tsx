import { SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import type { QualityLevel } from '@/lib/quality/rate-sample';

const icons = {
  good: { Icon: SignalHigh, colour: 'text-success' },
  fair: { Icon: SignalMedium, colour: 'text-warning' },
  poor: { Icon: SignalLow, colour: 'text-danger-ink' },
} as const;

/** Bars: three, two or one. Fewer bars say it to those who see no colours. */
export function SignalIcon({ level, className }: { level: QualityLevel; className: string }) {
  const { Icon, colour } = icons[level];
  return <Icon aria-hidden="true" strokeWidth={2.5} className={`${colour} ${className}`} />;
}
