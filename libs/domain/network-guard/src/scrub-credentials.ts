const userInfo = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s"'<>]{0,2000}@/gi;
const secretParameter = /\b((?:user(?:name)?|usr|pass(?:word|wd)?|pwd|token|auth|key|secret)=)[^\s&"'<>]+/gi;
const authorization = /\b((?:proxy-)?authorization:\s*)[^\r\n]+/gi;

/**
 * Removes user names, passwords and tokens from a text, so that it can be logged or returned. In a URL it removes everything
 * up to the last `@`, because a password can contain `@` and `/`. So it can remove more than the credentials.
 */
export function scrubCredentials(text: string): string {
  return text.replace(userInfo, '$1').replace(secretParameter, '$1…').replace(authorization, '$1…');
}
