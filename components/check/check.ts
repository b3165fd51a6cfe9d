/** What a check found: fine, worth knowing, or in the way of a call. */
export interface CheckResult {
  state: 'fine' | 'note' | 'problem';
  /** One or two plain sentences. */
  words: string;
}

/** One thing looked at. `run` never rejects. */
export interface Check {
  name: string;
  run: () => Promise<CheckResult>;
}
