import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const page = readFileSync('docs/OPERATIONS.md', 'utf8');
const directory = mkdtempSync(join(tmpdir(), 'parley-balancers-'));
const path = join(directory, 'config');
afterAll(() => rmSync(directory, { recursive: true }));

/** The one block of the page that holds `word`, for the namespace here, which knows no nodes. */
function blockWith(word: string): string {
  const blocks = [...page.matchAll(/^( *)```\n([\s\S]*?)^ *```$/gm)].flatMap(([, , text]) => text ?? []);
  const found = blocks.filter((text) => text.includes(word));
  expect(found).toHaveLength(1);
  return (found[0] ?? '').replace(/node([12]):/g, '127.0.0.1$1:');
}

function check(text: string, command: string, ...args: string[]): string {
  writeFileSync(path, text);
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('the load balancer of OPERATIONS.md', () => {
  it('in Caddy is one', () => {
    const args = ['adapt', '--config', path, '--adapter', 'caddyfile', '--validate'];
    const adapted = check(blockWith('health_uri'), 'caddy', ...args);
    for (const word of ['ip_hash', 'random', '/readyz']) expect(adapted).toContain(word);
  });

  it('in HAProxy is one', () => {
    const around = 'defaults\n timeout connect 5s\n timeout client 5s\n timeout server 5s\n';
    const frontend = 'frontend web\n mode http\n bind 127.0.0.1:1\n default_backend nodes\n';
    // What it warns of is an error here.
    check(`${around}${frontend}${blockWith('balance url_param')}`, 'haproxy', '-c', '-dW', '-f', path);
  });
});
