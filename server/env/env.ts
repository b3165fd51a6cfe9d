import * as v from 'valibot';
import { conflictIn } from './conflicts';
import { type Field, fields } from './fields';

type Values = { [Name in keyof typeof fields]: (typeof fields)[Name] extends Field<infer T> ? T : never };

/** The validated environment, by the names of its variables. */
export type Env = Readonly<Values>;
export type LogLevel = Env['LOG_LEVEL'];

/** The most of a bad value that is worth repeating. */
const shownLength = 80;

function held(raw: string, isSecret: boolean): string {
  if (isSecret) return `a value of ${raw.length} characters, not shown`;
  const masked = raw.replace(/[^\s/,:]+:[^\s/,@]+@/g, '…@');
  return JSON.stringify(masked.length > shownLength ? `${masked.slice(0, shownLength)}…` : masked);
}

function readField<T>(name: string, { schema, fallback, accepts, isSecret }: Field<T>, raw: string) {
  if (raw === '') return { ok: true, value: fallback } as const;
  const result = v.safeParse(schema, raw);
  if (result.success) return { ok: true, value: result.output } as const;
  return {
    ok: false,
    message: `${name} holds ${held(raw, isSecret ?? false)}, but must be ${accepts}.`,
  } as const;
}

/**
 * Reads every variable from `source`; an empty one counts as unset. On failure `message` is one line that names the
 * variable, what it holds (secrets masked) and what is accepted.
 */
export function readEnv(
  source: Readonly<Record<string, string | undefined>>,
): { ok: true; value: Env } | { ok: false; message: string } {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries<Field<unknown>>(fields)) {
    const result = readField(name, field, source[name]?.trim() ?? '');
    if (!result.ok) return result;
    values[name] = result.value;
  }
  const env = values as Env;
  const conflict = conflictIn(env);
  return conflict === null ? { ok: true, value: env } : { ok: false, message: conflict };
}
