import { readable } from './xml-node.ts';

const prefix = 'onvif://www.onvif.org/';

export interface ScopeFacts {
  readonly name?: string;
  readonly location?: string;
  readonly hardware?: string;
}

/** Name, location and hardware from the scope URIs of a device, like `onvif://www.onvif.org/name/Gate%201`. */
export function scopeFacts(scopes: readonly string[]): ScopeFacts {
  const first = (category: string): string | undefined => valuesOf(scopes, category)[0];
  const places = valuesOf(scopes, 'location').map((value) =>
    value.replace(/^(country|city|building|floor|room)\//, ''),
  );
  const location = readable([...new Set(places)].join(', '));
  const [name, hardware] = [first('name'), first('hardware')];
  return {
    ...(name === undefined ? {} : { name }),
    ...(location === undefined ? {} : { location }),
    ...(hardware === undefined ? {} : { hardware }),
  };
}

function valuesOf(scopes: readonly string[], category: string): readonly string[] {
  const start = `${prefix}${category}/`;
  return scopes
    .filter((scope) => scope.toLowerCase().startsWith(start) && scope.length > start.length)
    .flatMap((scope) => readable(percentDecoded(scope.slice(start.length))) ?? []);
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // some devices write a bare %
  }
}
