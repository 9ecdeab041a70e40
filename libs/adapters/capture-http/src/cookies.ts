const maxCookies = 20;
const maxLength = 4_096;

/** Cookies of one camera, by host name. In memory only, without paths and expiry: enough for a redirect that sets one. */
export class Cookies {
  readonly #byHost = new Map<string, Map<string, Cookie>>();

  /** @param headers values of `Set-Cookie` */
  take({ hostname, protocol }: URL, headers: readonly string[]): void {
    const known = this.#byHost.get(hostname) ?? new Map<string, Cookie>();
    this.#byHost.set(hostname, known);
    for (const header of headers) {
      const cookie = parseCookie(header.slice(0, maxLength));
      if (cookie === undefined || (cookie.isSecure && protocol !== 'https:')) continue;
      if (cookie.isExpired) known.delete(cookie.name);
      else if (known.size < maxCookies || known.has(cookie.name)) known.set(cookie.name, cookie);
    }
  }

  /** The value of the `Cookie` header for a host; undefined when it has set none. */
  headerFor({ hostname, protocol }: URL): string | undefined {
    const known = [...(this.#byHost.get(hostname)?.values() ?? [])];
    const sent = known.filter(({ isSecure }) => !isSecure || protocol === 'https:');
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join('; ');
  }
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly isSecure: boolean;
  readonly isExpired: boolean;
}

function parseCookie(header: string): Cookie | undefined {
  const [, name, value = ''] = /^\s*([^=;\s]+)=([^;]*)/.exec(header) ?? [];
  if (name === undefined) return undefined;
  const isSecure = /;\s*secure\s*(;|$)/i.test(header);
  return { name, value: value.trim(), isSecure, isExpired: /;\s*max-age=0*\s*(;|$)/i.test(header) };
}
