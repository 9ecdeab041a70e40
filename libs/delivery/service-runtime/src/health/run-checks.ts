/** A check of a dependency or part that the service needs. */
export interface HealthCheck {
  readonly name: string;
  /** True: a failure is logged and listed, and the service stays ready, because it works without this dependency. */
  readonly optional?: boolean;
  /** @throws {Error} when the check fails; its message is logged */
  check(): Promise<void> | void;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

const timeoutMs = 2_000;

/** Runs all checks concurrently and returns their results in the same order. A check that exceeds 2 s fails. */
export function runChecks(checks: readonly HealthCheck[]): Promise<CheckResult[]> {
  return Promise.all(checks.map(runOne));
}

async function runOne(check: HealthCheck): Promise<CheckResult> {
  try {
    await withDeadline(Promise.resolve().then(() => check.check()));
    return { name: check.name, ok: true };
  } catch (error) {
    return { name: check.name, ok: false, detail: (error as { message?: string }).message ?? String(error) };
  }
}

async function withDeadline(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no response within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
