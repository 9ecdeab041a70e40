/** The methods of each path, to distinguish an unsupported method (405) from an unknown path (404). */
export class RouteTable {
  readonly #routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  /** Takes URLs in Fastify's syntax, for example `/v1/cameras/:id`. Wildcard routes are ignored: they match every path. */
  add(url: string, methods: string | readonly string[]): void {
    if (url.includes('*')) return;
    const route = this.#routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const method of [methods].flat()) route.methods.add(method);
    this.#routes.set(url, route);
  }

  /** The methods that routes support at this path, sorted; empty for an unknown path. */
  methodsAt(path: string): string[] {
    const found = [...this.#routes.values()].filter((route) => route.pattern.test(path));
    return [...new Set(found.flatMap((route) => [...route.methods]))].toSorted();
  }
}

/** Routes contain no special characters of regular expressions except the dot. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')));
  return new RegExp(`^${parts.join('/')}/?$`);
}
