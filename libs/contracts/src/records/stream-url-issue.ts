export const streamSchemes = [
  'rtsp:',
  'rtsps:',
  'http:',
  'https:',
  'file:',
  'synthetic:',
  'counter:',
] as const;

/** What a counter is, after `counter:` in its URL. The numbers of a simulation are marked as simulated. */
export const counterKinds = ['loop', 'barrier', 'radar', 'hand', 'simulation', 'other'] as const;

/** URL parsers remove tabs and line breaks silently, so the stored URL would differ from the opened one. */
const controlCharacter = /\p{Cc}/u;
const example = 'rtsp://camera.example/stream1';
const networkScheme = /^(rtsps?|https?):$/;

/**
 * Why a text is no URL of a stream, and what to do; undefined if it is one. Never repeats the text, because it can contain a
 * password: without its scheme, `user:password@camera` looks like a URL with the scheme `user`.
 */
export function streamUrlIssue(text: string): string | undefined {
  if (controlCharacter.test(text)) return 'expected a URL without control characters or line breaks';
  return schemeIssue(text) ?? counterIssue(text) ?? portIssue(text) ?? parseIssue(text);
}

function schemeIssue(text: string): string | undefined {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*:)(.*)$/is.exec(text) ?? [];
  const name = scheme?.toLowerCase();
  if (name !== undefined && (streamSchemes as readonly string[]).includes(name)) return undefined;
  if (name === undefined || isHost(name, rest))
    return `expected a URL that starts with its protocol, like ${example} or http://camera.example/now.jpg`;
  const meant = streamSchemes.find((known) => isTypo(name, known));
  const hint = meant === undefined ? '' : `; did you mean ${meant} instead of ${name}?`;
  return `expected one of ${streamSchemes.join(' ')}${hint || ` ; found ${name}`}`;
}

/** `camera.example:554/1`, `camera:554` or `user:password@camera`. */
const isHost = (name: string, rest: string): boolean =>
  name.includes('.') || /^\d/.test(rest) || (rest.includes('@') && !rest.startsWith('//'));

/** One letter missing, added, replaced or swapped with its neighbour. */
function isTypo(found: string, known: string): boolean {
  if (Math.abs(found.length - known.length) > 1) return false;
  const start = [...known].findIndex((letter, at) => found[at] !== letter);
  const at = start < 0 ? known.length : start;
  const [restFound, restKnown] = [found.slice(at), known.slice(at)];
  const swapped = `${restKnown[1] ?? ''}${restKnown[0] ?? ''}${restKnown.slice(2)}`;
  return [
    restFound === swapped,
    restFound.slice(1) === restKnown.slice(1),
    restFound === restKnown.slice(1),
    restFound.slice(1) === restKnown,
  ].some(Boolean);
}

function counterIssue(text: string): string | undefined {
  const [, kind] = /^counter:(.*)$/i.exec(text) ?? [];
  if (kind === undefined || (counterKinds as readonly string[]).includes(kind)) return undefined;
  return `expected one of ${counterKinds.map((known) => `counter:${known}`).join(' ')}`;
}

function portIssue(text: string): string | undefined {
  const [, port] = /^[a-z]+:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^:/?#@]*):(\d+)(?=[/?#]|$)/i.exec(text) ?? [];
  if (port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)) return undefined;
  return `expected a port from 1 to 65535, like rtsp://camera.example:554/stream1; found ${port.slice(0, 10)}`;
}

function parseIssue(text: string): string | undefined {
  if (!URL.canParse(text)) return `expected a URL like ${example}`;
  const { protocol, hostname } = new URL(text);
  if (!networkScheme.test(protocol) || /[a-z0-9]/i.test(hostname)) return undefined;
  return `expected a host after ${protocol}//, like rtsp://camera.example:554/stream1`;
}
