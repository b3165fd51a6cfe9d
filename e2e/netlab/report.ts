import { stripVTControlCharacters } from 'node:util';
import type { Finding } from './faults/fault';

/** Says how each check went, one line each, and remembers whether any failed. */
export class Report {
  private readonly failures: string[] = [];
  private count = 0;

  /** Something was checked, and all of it is as it should be. */
  get isGood(): boolean {
    return this.count > 0 && this.failures.length === 0;
  }

  title(text: string): void {
    process.stdout.write(`\n── ${text}\n`);
  }

  /** Runs a check, which resolves with what it found and throws when that is not as it should be. */
  async check(name: string, run: () => Promise<string>): Promise<void> {
    this.count += 1;
    try {
      this.line('ok    ', name, await run());
    } catch (error) {
      this.failures.push(name);
      this.line('FAILED', name, describe(error));
    }
  }

  /** Runs something that finds several things out: a line for each. */
  async checkEach(name: string, run: () => Promise<Finding[]>): Promise<void> {
    let findings: Finding[] = [];
    try {
      findings = await run();
    } catch (error) {
      await this.check(name, () => Promise.reject(error));
    }
    for (const { what, figure, bar, isMet } of findings) {
      await this.check(`${name}: ${what}`, async () => {
        if (!isMet) throw new Error(`${figure}, must be ${bar}`);
        return `${figure}, ${bar}`;
      });
    }
  }

  summary(): void {
    process.stdout.write(`\n${this.count - this.failures.length} of ${this.count} as they should be.\n`);
    for (const name of this.failures) process.stdout.write(`FAILED  ${name}\n`);
  }

  private line(outcome: string, name: string, text: string): void {
    process.stdout.write(`${outcome}  ${name}: ${text}\n`);
  }
}

/** An error without the colours and empty lines that assertions put into theirs. */
function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = stripVTControlCharacters(text).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 6)
    .join(' | ');
}
