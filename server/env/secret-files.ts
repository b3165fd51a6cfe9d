import { readFileSync } from 'node:fs';
import { fields } from './fields';

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads the secrets whose variables name a file, as `TURN_SECRET_FILE` does for `TURN_SECRET`: what environments hold,
 * many programs show. On failure `message` is one line that names the variable and shows no secret.
 */
export function readSecretFiles(
  source: Source,
): { ok: true; value: Source } | { ok: false; message: string } {
  const value: Record<string, string | undefined> = { ...source };
  for (const [name, { isSecret }] of Object.entries(fields)) {
    const path = source[`${name}_FILE`]?.trim() ?? '';
    if (!isSecret || path === '') continue;
    if (source[name]?.trim()) {
      return { ok: false, message: `${name} is set beside ${name}_FILE, but only one of them may be.` };
    }
    try {
      value[name] = readFileSync(path, 'utf8').trim();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return {
        ok: false,
        message: `${name}_FILE holds ${JSON.stringify(path)}, but must be a file to read (${code}).`,
      };
    }
    if (value[name] === '') {
      return { ok: false, message: `${name}_FILE holds ${JSON.stringify(path)}, which is empty.` };
    }
  }
  return { ok: true, value };
}
