/** Variables that a compose file names, and what it was given for them. */
export interface Variables {
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Every name that was asked for. */
  readonly asked: Set<string>;
}

/** Where the brace that opens before `start` closes. */
function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text.startsWith('${', index)) depth += 1;
    else if (text[index] === '}') depth -= 1;
    if (depth === 0) return index;
  }
  throw new Error(`A brace stays open: ${text}`);
}

function substitute(expression: string, variables: Variables): string {
  const [, name, operator, rest = ''] = /^([A-Z][A-Z_]*)(?:(:[-?+])(.*))?$/s.exec(expression) ?? [];
  if (name === undefined) throw new Error(`Not a variable of ours: \${${expression}}`);
  variables.asked.add(name);
  const value = variables.values[name] ?? '';
  const other = interpolate(rest, variables);
  if (operator === ':-') return value === '' ? other : value;
  if (operator === ':+') return value === '' ? '' : other;
  if (operator === ':?' && value === '') throw new Error(`${name} is missing: ${other}`);
  return value;
}

/** `${NAME}`, `${NAME:-default}`, `${NAME:+replacement}`, `${NAME:?words}`, one within the other, and `$$`: as compose does. */
export function interpolate(text: string, variables: Variables): string {
  let out = '';
  for (let index = 0; index < text.length; index++) {
    if (text[index] !== '$') {
      out += text[index];
    } else if (text[index + 1] === '$') {
      out += '$';
      index += 1;
    } else if (text[index + 1] === '{') {
      const end = closingBrace(text, index + 2);
      out += substitute(text.slice(index + 2, end), variables);
      index = end;
    } else {
      throw new Error(`A dollar that names nothing: ${text}`);
    }
  }
  return out;
}
