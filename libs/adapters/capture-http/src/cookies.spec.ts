import { describe, expect, it } from '@jest/globals';
import { Cookies } from './cookies.ts';

describe('Cookies', () => {
  const [secure, plain] = [new URL('https://cam.example/'), new URL('http://cam.example/')];

  it('sends a cookie that is marked Secure over TLS only', () => {
    const cookies = new Cookies();
    cookies.take(secure, ['sid=7; Secure', 'theme=dark']);
    expect(cookies.headerFor(secure)).toBe('sid=7; theme=dark');
    expect(cookies.headerFor(plain)).toBe('theme=dark');
  });

  it('does not accept a Secure cookie without TLS, and sends none to another host', () => {
    const cookies = new Cookies();
    cookies.take(plain, ['sid=7; Secure', 'theme=dark']);
    expect(cookies.headerFor(secure)).toBe('theme=dark');
    expect(cookies.headerFor(new URL('https://other.example/'))).toBeUndefined();
  });
});
