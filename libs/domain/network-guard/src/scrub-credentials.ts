const userInfo = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s"'<>]{0,2000}@/gi;
const secretParameter = /\b((?:user(?:name)?|usr|pass(?:word|wd)?|pwd|token|auth|key|secret)=)[^\s&"'<>]+/gi;
const authorization = /\b((?:proxy-)?authorization:\s*)[^\r\n]+/gi;

/**
 * The same text without user names, passwords and tokens, fit for a log or an answer. Rather takes too much: in a
 * URL everything up to its last `@` goes, because a password may itself hold `@` and `/`.
 */
export function scrubCredentials(text: string): string {
  return text.replace(userInfo, '$1').replace(secretParameter, '$1…').replace(authorization, '$1…');
}
