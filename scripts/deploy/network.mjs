import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Documentation addresses (RFC 5737, RFC 3849): public ones, as far as anybody here can tell. */
const addresses = {
  server: ['198.51.100.10', '2001:db8:1::10'],
  outside: ['198.51.100.1', '2001:db8:1::1'],
};

const run = (command, args, input) =>
  execFileSync(command, args, {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', command === 'openssl' ? 'ignore' : 'inherit'],
  });

/** The firewall table of docs/DEPLOY.md as rules: what it does not open is closed, and TCP hears so at once. */
function rulesOf(guide) {
  const rows = [...readFileSync(guide, 'utf8').matchAll(/^\| `(\d+)(?:-(\d+))?\/(tcp|udp)`/gm)];
  if (rows.length === 0) throw new Error(`${guide} has no firewall table.`);
  const opened = rows.map(
    ([, from, to, transport]) => `-A INPUT -p ${transport} --dport ${from}${to ? `:${to}` : ''} -j ACCEPT`,
  );
  const always = [
    '-A INPUT -i lo -j ACCEPT',
    '-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
  ];
  const rules = (icmp) =>
    [
      '*filter',
      ':INPUT DROP',
      ...always,
      `-A INPUT -p ${icmp} -j ACCEPT`,
      ...opened,
      '-A INPUT -p tcp -j REJECT --reject-with tcp-reset',
      'COMMIT',
      '',
    ].join('\n');
  return { v4: rules('icmp'), v6: rules('ipv6-icmp') };
}

/**
 * Makes a server and somebody outside, each in a network namespace of its own, with the guide's firewall in between and
 * `domain` and `turn.domain` leading to the server.
 */
export function makeNetwork(tag, domain, guide) {
  const names = { server: `${tag}-server`, outside: `${tag}-outside` };
  const hosts = addresses.server.map((address) => `${address} ${domain} turn.${domain}\n`).join('');
  const inside = '127.0.0.11 app\n127.0.0.12 app2\n127.0.0.13 redis\n';
  for (const [side, name] of Object.entries(names)) {
    mkdirSync(`/etc/netns/${name}`, { recursive: true });
    writeFileSync(
      `/etc/netns/${name}/hosts`,
      `127.0.0.1 localhost\n${hosts}${side === 'server' ? inside : ''}`,
    );
    run('ip', ['netns', 'add', name]);
    run('ip', ['-n', name, 'link', 'set', 'lo', 'up']);
  }
  run('ip', [
    '-n',
    names.server,
    'link',
    'add',
    'eth0',
    'type',
    'veth',
    'peer',
    'name',
    'eth0',
    'netns',
    names.outside,
  ]);
  for (const [side, name] of Object.entries(names)) {
    const [v4, v6] = addresses[side];
    run('ip', ['-n', name, 'address', 'add', `${v4}/24`, 'dev', 'eth0']);
    run('ip', ['-n', name, '-6', 'address', 'add', `${v6}/64`, 'dev', 'eth0', 'nodad']);
    run('ip', ['-n', name, 'link', 'set', 'eth0', 'up']);
  }
  const [gateway, gateway6] = addresses.outside;
  run('ip', ['-n', names.server, 'route', 'add', 'default', 'via', gateway]);
  run('ip', ['-n', names.server, '-6', 'route', 'add', 'default', 'via', gateway6]);
  const { v4, v6 } = rulesOf(guide);
  run('ip', ['netns', 'exec', names.server, 'iptables-restore'], v4);
  run('ip', ['netns', 'exec', names.server, 'ip6tables-restore'], v6);
  return { ...names, serverAddresses: addresses.server, outsideAddresses: addresses.outside };
}

/** Ends every process in the namespaces of `tag` and deletes them. */
export function removeNetwork(tag) {
  const names = run('ip', ['netns', 'list'])
    .split('\n')
    .map((line) => line.split(' ')[0])
    .filter((name) => name === `${tag}-server` || name === `${tag}-outside`);
  for (const name of names) {
    for (const pid of run('ip', ['netns', 'pids', name]).split('\n').filter(Boolean)) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    }
    run('ip', ['netns', 'delete', name]);
    rmSync(`/etc/netns/${name}`, { recursive: true, force: true });
  }
}

/** Removes what runs left behind whose process is no more. */
export function removeLeftovers(prefix) {
  const tags = run('ip', ['netns', 'list']).matchAll(new RegExp(`^(${prefix}-(\\d+))-`, 'gm'));
  const processes = new Set(readdirSync('/proc'));
  for (const [, tag, pid] of tags) if (!processes.has(pid)) removeNetwork(tag);
}

/** An authority for Caddy to sign with in place of a public one; resolves with the path of its certificate. */
export function makeTestAuthority(directory) {
  mkdirSync(directory, { recursive: true });
  const [cert, key] = ['root.crt', 'root.key'].map((name) => join(directory, name));
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'];
  const usage = [
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ];
  run('openssl', [
    'req',
    '-x509',
    ...kind,
    '-subj',
    '/CN=Parley test',
    ...usage,
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  return cert;
}
