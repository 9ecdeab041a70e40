/** Something the service looks at to know whether it can do its work. */
export interface HealthCheck {
  readonly name: string;
  /** True: it is missed and told of, but the service does its work without it and stays ready. */
  readonly optional?: boolean;
  /** Throws a sentence for people where it is not well. */
  check(): Promise<void> | void;
}

export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

const patienceMs = 2_000;

/** Runs all checks at once; one that takes longer than 2 s has failed. In the order given. */
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
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
