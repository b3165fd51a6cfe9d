import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fields } from '../env/fields';
import { type ComposeService, readCompose } from '../testing/deployment/compose-file';

const root = new URL('../../', import.meta.url);
const compose = readCompose('compose.yaml', { DOMAIN: 'call.example.org' });
const withNodes = readCompose('compose.yaml', { DOMAIN: 'call.example.org', COMPOSE_PROFILES: 'nodes' });
const services = Object.entries(compose.services);
const text = (name: string) => readFileSync(new URL(name, root), 'utf8');
const environmentOf = ({ services: { app } }: typeof compose) => app?.environment ?? {};

const sourcesOf = ({ volumes }: ComposeService) => volumes.map((mount) => mount.split(':')[0] ?? '');

describe('compose.yaml', () => {
  it('asks for a domain, and for nothing else', () => {
    expect(() => readCompose('compose.yaml', {})).toThrow('DOMAIN is missing');
  });

  it('derives every name of the deployment from it', () => {
    expect(environmentOf(compose)).toMatchObject({
      PUBLIC_URL: 'https://call.example.org',
      STUN_URLS: 'stun:turn.call.example.org:3478',
      TURN_URLS:
        'turn:turn.call.example.org:3478?transport=udp,turn:turn.call.example.org:3478?transport=tcp,turns:turn.call.example.org:443?transport=tcp',
    });
    const other = readCompose('compose.yaml', { DOMAIN: 'a.example', TURN_DOMAIN: 'relay.example' });
    expect(environmentOf(other).TURN_URLS).not.toContain('turn.a.example');
    expect(other.services.front?.environment.TURN_DOMAIN).toBe('relay.example');
  });

  it.each(services)('%s finds the files, volumes and networks that it names', (_name, service) => {
    for (const source of sourcesOf(service)) {
      if (source.startsWith('./')) expect(existsSync(new URL(source, root)), source).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(source);
    }
    for (const network of service.networks) expect(Object.keys(compose.networks)).toContain(network);
  });

  it.each(services)(
    '%s waits for services that there are, in the way that they come up',
    (_name, service) => {
      for (const [name, { condition, required }] of Object.entries(service.depends_on)) {
        const other = compose.services[name];
        expect(other, name).toBeDefined();
        if (condition === 'service_healthy') expect(other?.healthcheck, name).toBeDefined();
        // Whoever may not be there must not be waited for.
        if (required)
          for (const profile of other?.profiles ?? []) expect(service.profiles).toContain(profile);
      }
    },
  );

  it.each(services)('%s is told at a glance whether it works', (name, service) => {
    const isImageOfOurs = service.image === 'parley:local';
    const ends = name === 'prepare';
    expect(ends || isImageOfOurs || service.healthcheck !== undefined).toBe(true);
  });

  it.each(services)('%s has an image with a version of its own', (_name, { image }) => {
    expect(image).toMatch(/^parley:local$|:\d+\.\d+/);
  });

  it('builds its own image once, and never looks for it elsewhere', () => {
    const ours = services.filter(([, { image }]) => image === 'parley:local');
    expect(ours.filter(([, { build }]) => build).map(([name]) => name)).toEqual(['app']);
    for (const [name, service] of ours)
      expect(service.pull_policy, name).toBe(service.build ? undefined : 'never');
  });

  it('is built on what the Dockerfile and the guide name', () => {
    const base = compose.services.app?.build?.args.NODE_IMAGE ?? '';
    expect(text('Dockerfile')).toContain(`ARG NODE_IMAGE=${base}\n`);
    expect(text('docs/DEPLOY.md')).toContain(`| \`NODE_IMAGE\` | \`${base}\` |`);
  });

  it('has coturn no older than 4.17, before which peers that are denied could be reached', () => {
    const [, major, minor] = /:(\d+)\.(\d+)/.exec(compose.services.coturn?.image ?? '') ?? [];
    expect(Number(major) * 1000 + Number(minor)).toBeGreaterThanOrEqual(4017);
  });

  it('has HAProxy run as one process, past the entrypoint of its image, which adds a master', () => {
    expect(compose.services.front?.entrypoint).toEqual(['haproxy']);
    expect(compose.services.front?.command[0]).toBe('-db');
  });

  it('gives the nodes nothing that the server does not read, and everything that an operator may set', () => {
    const given = Object.keys(environmentOf(compose)).map((name) => name.replace(/_FILE$/, ''));
    for (const name of given) expect(Object.keys(fields)).toContain(name);
    for (const name of Object.keys(fields).filter((field) =>
      /^(LIMIT|ROOM|LOG|ICE_(?!SERVERS))/.test(field),
    )) {
      expect(given).toContain(name);
    }
  });

  it('shares rooms by way of Redis with the profile "nodes", and only then', () => {
    expect(environmentOf(compose).REDIS_URL_FILE).toBe('');
    expect(compose.services.caddy?.environment.NODES?.trim()).toBe('app:3000');
    expect(environmentOf(withNodes)).toEqual(withNodes.services.app2?.environment);
    expect(withNodes.services.caddy?.environment.NODES).toBe('app:3000 app2:3000');
  });

  it('has each node watched at a port of this machine, and only where there is a token', () => {
    const watched = readCompose('compose.yaml', {
      DOMAIN: 'call.example.org',
      METRICS_TOKEN: 'x'.repeat(16),
    });
    expect(environmentOf(compose).METRICS_PORT).toBe('');
    expect(environmentOf(watched)).toMatchObject({ METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' });
    const portsOf = ({ services }: typeof compose) => [services.app?.ports, services.app2?.ports];
    expect(portsOf(watched)).toEqual([['127.0.0.1:9464:9464'], ['127.0.0.1:9465:9464']]);
    // Any that is free: nothing listens behind it, and another program may have 9464.
    expect(portsOf(compose)).toEqual([['127.0.0.1::9464'], ['127.0.0.1::9464']]);
  });

  it('holds no secret, nor a default for one', () => {
    const files = ['compose.yaml', 'deploy/turnserver.conf', 'deploy/Caddyfile', 'deploy/haproxy.cfg'];
    for (const file of files) {
      expect(text(file)).not.toMatch(/(?:secret|password|passwd|credential)\s*[:=]\s*[^\s/]/i);
    }
  });

  it('starts coturn anew when its settings become others', () => {
    expect(compose.services.coturn?.environment).toEqual(compose.services.prepare?.environment);
  });

  it('has every variable explained in the guide', () => {
    const guide = text('docs/DEPLOY.md');
    for (const name of compose.variables) expect(guide).toContain(`\`${name}\``);
  });
});

describe('the files beside it', () => {
  const environmentNames = (name: string) => Object.keys(compose.services[name]?.environment ?? {});

  it.each([
    ['deploy/Caddyfile', 'caddy', /\{\$([A-Z_]+)\}/g],
    ['deploy/haproxy.cfg', 'front', /\$\{([A-Z_]+)\}/g],
    ['deploy/certificate.sh', 'certificate', /\$([A-Z_]+)/g],
  ])('%s names only variables that %s has', (file, service, pattern) => {
    const names = [...text(file).matchAll(pattern)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(environmentNames(service)).toContain(name);
  });

  it('have HAProxy and Caddy meet at the ports that compose.yaml publishes', () => {
    const published = compose.services.caddy?.ports ?? [];
    expect(published).toEqual(['127.0.0.1:18080:18080', '127.0.0.1:18443:18443']);
    const [http, https] = published.map((port) => port.split(':').at(-1));
    expect(text('deploy/Caddyfile')).toContain(`http_port ${http}\n\thttps_port ${https}`);
    expect(text('deploy/haproxy.cfg')).toContain(`127.0.0.1:${http}\n`);
    expect(text('deploy/haproxy.cfg')).toContain(`127.0.0.1:${https} send-proxy-v2`);
  });
});
