/** Which methods each address takes, so that a wrong method is told apart from a wrong address. */
export class RouteTable {
  readonly #routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  /** Addresses as Fastify writes them: `/v1/cameras/:id`. Wildcards are everybody's and say nothing. */
  add(url: string, methods: string | readonly string[]): void {
    if (url.includes('*')) return;
    const route = this.#routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const method of [methods].flat()) route.methods.add(method);
    this.#routes.set(url, route);
  }

  /** Methods that some route takes at this path; empty for an unknown one. */
  methodsAt(path: string): string[] {
    const found = [...this.#routes.values()].filter((route) => route.pattern.test(path));
    return [...new Set(found.flatMap((route) => [...route.methods]))].toSorted();
  }
}

/** Our own addresses have no characters that mean something in a pattern but the dot. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')));
  return new RegExp(`^${parts.join('/')}/?$`);
}
