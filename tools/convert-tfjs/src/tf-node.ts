import { ConvertError } from './convert-error.ts';
import type { RawAttr, RawNode } from './tfjs-files.ts';

/** One node of the TensorFlow graph with typed access to its attributes. */
export class TfNode {
  readonly name: string;
  readonly op: string;
  /** Data inputs as `node` or `node:port`; control inputs (`^node`) order side effects and are dropped. */
  readonly inputs: readonly string[];
  readonly #attrs: Readonly<Record<string, RawAttr>>;

  constructor(raw: RawNode) {
    this.name = raw.name;
    this.op = raw.op;
    this.inputs = (raw.input ?? []).filter((input) => !input.startsWith('^')).map(withoutPortZero);
    this.#attrs = raw.attr ?? {};
  }

  get label(): string {
    return `${this.op} "${this.name}"`;
  }

  text(key: string, otherwise: string): string {
    const value = this.#attrs[key]?.s;
    return value === undefined ? otherwise : Buffer.from(value, 'base64').toString('utf8');
  }

  number(key: string, otherwise: number): number {
    const attr = this.#attrs[key];
    return Number(attr?.i ?? attr?.f ?? otherwise);
  }

  flag(key: string): boolean {
    return this.#attrs[key]?.b ?? false;
  }

  numbers(key: string): number[] {
    return (this.#attrs[key]?.list?.i ?? []).map(Number);
  }

  type(key: string): string {
    return String(this.#attrs[key]?.type ?? '');
  }

  /** The static shape of a placeholder; -1 where a dimension is free. Undefined if none was recorded. */
  shape(key: string): number[] | undefined {
    return this.#attrs[key]?.shape?.dim?.map((dim) => Number(dim.size));
  }

  /** Creates the error for an unsupported node: what it has and what is supported. */
  reject(found: string, expected: string): ConvertError {
    return new ConvertError(`${this.label} has ${found}; this converter supports ${expected}`);
  }
}

export function nodeOf(reference: string): string {
  const colon = reference.lastIndexOf(':');
  return colon > 0 ? reference.slice(0, colon) : reference;
}

export function withoutPortZero(reference: string): string {
  return reference.endsWith(':0') ? reference.slice(0, -2) : reference;
}
