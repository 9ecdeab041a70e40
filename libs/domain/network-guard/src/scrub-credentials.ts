const userInfo = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s"'<>]{0,2000}@/gi;
const secretParameter = /\b((?:user(?:name)?|usr|pass(?:word|wd)?|pwd|token|auth|key|secret)=)[^\s&"'<>]+/gi;
const authorization = /\b((?:proxy-)?authorization:\s*)[^\r\n]+/gi;

/**
 * Removes user names, passwords and tokens from a text, so that it can be logged or returned. Removes too much rather
 * than too little: in a URL everything up to the last `@`, because a password may contain `@` and `/`.
 */
export function scrubCredentials(text: string): string {
  return text.replace(userInfo, '$1').replace(secretParameter, '$1…').replace(authorization, '$1…');
}
