type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Resolves `${X}`, `${X:-default}`, `${X:+replacement}` and `${X:?message}` like compose, also nested.
 *
 * @throws {Error} with the message when a required variable is not set
 */
export function resolved(text: string, variables: Variables): string {
  const start = text.indexOf('${');
  if (start < 0) return text;
  const end = endOf(text, start);
  const value = valueOf(text.slice(start + 2, end), variables);
  return text.slice(0, start) + value + resolved(text.slice(end + 1), variables);
}

/** Position of the brace that closes the one at `start` + 1. */
function endOf(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    if (text.startsWith('${', i)) depth += 1;
    if (text[i] === '}') depth -= 1;
    if (depth === 0) return i;
  }
  throw new Error(`unclosed reference in ${text}`);
}

function valueOf(reference: string, variables: Variables): string {
  const [, name = '', operator, word] = /^(\w+)(?::([-+?])([\s\S]*))?$/.exec(reference) as RegExpExecArray;
  const value = variables[name];
  const isSet = value !== undefined && value !== '';
  if (isSet) return operator === '+' ? resolved(word as string, variables) : value;
  if (operator === '?') throw new Error(`${name}: ${word}`);
  return operator === '-' ? resolved(word as string, variables) : '';
}
