import { maskAddresses } from './address';
import type { CheckRow, CheckState } from './finding';
import type { Verdict } from './verdict';

const stateWords: Record<CheckState, string> = {
  waiting: 'not run',
  running: 'running',
  passed: 'OK',
  warning: 'note',
  failed: 'FAILED',
  skipped: 'skipped',
};

export interface ReportContent {
  verdict: Verdict | null;
  rows: readonly CheckRow[];
  /** When it was made. */
  date: Date;
  /** Which site was checked, and with what. */
  origin: string;
  userAgent: string;
}

/**
 * The findings as text to send to somebody who helps. Addresses are masked, wherever they stand; names of devices,
 * secrets and credentials are in no finding.
 */
export function writeReport({ verdict, rows, date, origin, userAgent }: ReportContent): string {
  const lines = rows.map(({ name, state, figure, words }) => {
    const found = [stateWords[state], figure].filter(Boolean).join(', ');
    return `[${found}] ${name}: ${words}`;
  });
  const text = [
    `Connection check of ${origin}, ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    verdict?.title ?? 'Not finished',
    ...(verdict?.advice ?? []).map((advice) => `- ${advice}`),
    '',
    ...lines,
    '',
    userAgent,
  ].join('\n');
  return maskAddresses(text);
}
