/** One challenge of a `WWW-Authenticate` header (RFC 9110 11.6.1). */
export interface AuthChallenge {
  /** In lower case, like `digest`. */
  readonly scheme: string;
  /** Names in lower case; values without quotes, but with their escapes, as they are sent back. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[\\w!#$%&'*+.^`|~-]+";
/** `name = value` with the value in double quotes, in single quotes or bare; a quote that is never closed ends with the line. */
const parameter = new RegExp(
  `\\s*(${token})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)(?:"|$)|'([^']*)'|([^\\s,"]*))`,
  'y',
);
const schemeName = new RegExp(`\\s*(${token})(?=[\\s,]|$)(?!\\s*=)`, 'y');
const separator = /[\s,;]+/y;
/** Cameras send a few hundred characters. */
const maxHeaderLength = 8_192;

/**
 * Parses the values of all `WWW-Authenticate` headers of one response. Accepts what cameras send besides the grammar: several
 * challenges in one header, missing commas, semicolons, single quotes, values without quotes. Skips what it cannot read.
 * Control characters count as spaces, because values are sent back in a header.
 */
export function parseAuthChallenges(headers: readonly string[]): readonly AuthChallenge[] {
  return headers.flatMap((header) =>
    parseHeader(header.slice(0, maxHeaderLength).replace(/[\x00-\x1f\x7f]/g, ' ')),
  );
}

function parseHeader(text: string): readonly AuthChallenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  while (at < text.length) {
    const scheme = take(schemeName)?.[1];
    if (scheme !== undefined) {
      challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
      continue;
    }
    const found = take(parameter);
    if (found !== null) challenges.at(-1)?.parameters.set(...parameterOf(found));
    else if (take(separator) === null) at += 1;
  }
  return challenges;
}

function parameterOf([, name = '', quoted, single, bare]: RegExpExecArray): [string, string] {
  return [name.toLowerCase(), quoted ?? single ?? bare ?? ''];
}
