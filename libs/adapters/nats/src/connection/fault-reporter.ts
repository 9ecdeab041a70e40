/** Logs each fault once until the operation succeeds again, so that a retry loop does not flood the log. */
export class FaultReporter {
  readonly #report: (line: string) => void;
  readonly #reported = new Set<string>();

  constructor(report: (line: string) => void) {
    this.#report = report;
  }

  report(line: string): void {
    if (this.#reported.has(line)) return;
    this.#reported.add(line);
    this.#report(line);
  }

  /** The operation succeeded. `recoveryLine` is logged when a fault was reported before. */
  reset(recoveryLine?: string): void {
    if (this.#reported.size > 0 && recoveryLine !== undefined) this.#report(recoveryLine);
    this.#reported.clear();
  }
}
