import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';
import { interpolate } from './interpolate';

const words = v.array(v.string());
const duration = v.pipe(v.string(), v.regex(/^\d+s$/));
/** `source:target[:ro]`: a path from here, or the name of a volume. */
const mount = v.pipe(v.string(), v.regex(/^(?:\.\/[\w./-]+|[a-z][a-z-]*):\/[\w./-]+(?::ro)?$/));
const dependency = v.strictObject({
  condition: v.picklist(['service_started', 'service_healthy', 'service_completed_successfully']),
  required: v.optional(v.boolean(), true),
});
const started = { condition: 'service_started', required: true } as const;

/** Of the Compose Specification what compose.yaml uses, and nothing else: a word mistyped is an error. */
const service = v.strictObject({
  image: v.string(),
  build: v.optional(v.strictObject({ context: v.literal('.'), args: v.record(v.string(), v.string()) })),
  pull_policy: v.optional(v.literal('never')),
  profiles: v.optional(words, []),
  restart: v.optional(v.literal('unless-stopped')),
  entrypoint: v.optional(words, []),
  command: v.optional(words, []),
  user: v.optional(v.pipe(v.string(), v.regex(/^\d+:\d+$/))),
  read_only: v.literal(true),
  cap_drop: v.tuple([v.literal('ALL')]),
  cap_add: v.optional(v.array(v.pipe(v.string(), v.regex(/^[A-Z_]+$/))), []),
  security_opt: v.tuple([v.literal('no-new-privileges:true')]),
  network_mode: v.optional(v.picklist(['host', 'none'])),
  networks: v.optional(words, []),
  ports: v.optional(v.array(v.pipe(v.string(), v.regex(/^127\.0\.0\.1:\d*:\d+$/))), []),
  environment: v.optional(v.record(v.pipe(v.string(), v.regex(/^[A-Z][A-Z\d_]*$/)), v.string()), {}),
  volumes: v.optional(v.array(mount), []),
  tmpfs: v.optional(words, []),
  stop_signal: v.optional(v.picklist(['SIGTERM', 'SIGUSR1']), 'SIGTERM'),
  stop_grace_period: v.optional(duration),
  logging: v.optional(
    v.strictObject({ driver: v.literal('json-file'), options: v.record(v.string(), v.string()) }),
  ),
  healthcheck: v.optional(v.strictObject({ test: words, interval: duration, timeout: duration })),
  depends_on: v.optional(
    v.union([
      v.record(v.string(), dependency),
      v.pipe(
        words,
        v.transform((names) => Object.fromEntries(names.map((name) => [name, started]))),
      ),
    ]),
    {},
  ),
});

const schema = v.strictObject({
  name: v.string(),
  services: v.record(v.string(), service),
  networks: v.record(v.string(), v.strictObject({ internal: v.optional(v.boolean()) })),
  volumes: v.record(v.string(), v.strictObject({})),
});

export type ComposeService = v.InferOutput<typeof service>;

export interface Compose extends v.InferOutput<typeof schema> {
  /** Every variable that it names. */
  variables: ReadonlySet<string>;
}

function map(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => map(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item, change)]));
}

/** Reads a compose file as `docker compose` does with these variables; throws on anything that it does not know. */
export function readCompose(path: string, values: Record<string, string>): Compose {
  const document = parse(readFileSync(path, 'utf8'), { merge: true, strict: true, uniqueKeys: true });
  const own = Object.fromEntries(Object.entries(document).filter(([key]) => !key.startsWith('x-')));
  const variables = { values, asked: new Set<string>() };
  const result = v.safeParse(
    schema,
    map(own, (text) => interpolate(text, variables)),
  );
  if (!result.success) {
    const [issue] = result.issues;
    throw new Error(`${path}: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  }
  return { ...result.output, variables: variables.asked };
}
