/** Tells people of a trouble once, however often it is met, until it is over. */
export class Troubles {
  readonly #report: (line: string) => void;
  readonly #told = new Set<string>();

  constructor(report: (line: string) => void) {
    this.#report = report;
  }

  tell(line: string): void {
    if (this.#told.has(line)) return;
    this.#told.add(line);
    this.#report(line);
  }

  over(): void {
    this.#told.clear();
  }
}
