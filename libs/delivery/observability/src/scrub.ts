const rules: readonly [pattern: RegExp, replacement: string][] = [
  // User name and password of a URL (RFC 3986, 3.2.1), greedy to the last @ before the path.
  [/([a-z][a-z0-9+.-]*:\/\/)[^/?#\s"'\\]*@/gi, '$1***@'],
  [/(bearer|basic)\s+[\w.~+/=-]{4,}/gi, '$1 ***'],
  // Sign-in links and session cookies.
  [/(#link=)[\w-]+/g, '$1***'],
  [/((?:__Host-)?vialog=)[\w-]+/g, '$1***'],
];

/** Removes credentials from a line of the log: in URLs, authorization headers, sign-in links and session cookies. */
export function scrub(line: string): string {
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
