import { stripVTControlCharacters } from 'node:util';

/** Says how each check went, one line each, and remembers whether any failed. */
export class Report {
  private readonly failures: string[] = [];
  private count = 0;

  get hasFailures(): boolean {
    return this.failures.length > 0;
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
