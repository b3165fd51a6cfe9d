import { execFile } from 'node:child_process';

/** Runs a program to its end and resolves with what it wrote to stdout; rejects with what it wrote to stderr. */
export function runCommand(command: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command} ${args.join(' ')}: ${stderr.trim() || error.message}`));
      else resolve(stdout);
    });
    if (input) child.stdin?.end(input);
  });
}
