/** Where a check stands. `waiting`: for its turn, or for a person to start it. */
export type CheckState = 'waiting' | 'running' | 'passed' | 'warning' | 'failed' | 'skipped';

/** What a check found, in words for people. */
export interface Finding {
  state: Exclude<CheckState, 'waiting' | 'running'>;
  /** The one number or word worth a glance, like `24 ms`. */
  figure: string | null;
  /** One to three plain sentences. */
  words: string;
  /** Shown only to who asks for it, and in no report: a full address. */
  privateDetail?: string;
  /** Only a person knows the outcome, and is asked for it. */
  isAsking?: true;
}

/** One line of the check page. */
export interface CheckRow extends Omit<Finding, 'state'> {
  id: string;
  name: string;
  state: CheckState;
}

/** A whole number of milliseconds, as rows show it. */
export function inMs(durationMs: number): string {
  return `${Math.max(1, Math.round(durationMs))} ms`;
}
