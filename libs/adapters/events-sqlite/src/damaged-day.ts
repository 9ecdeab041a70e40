/** The file of a day cannot be read. Only the process that writes can set it aside. */
export class DamagedDay extends Error {
  override readonly name = 'DamagedDay';
  /** Days since 1970-01-01 UTC. */
  readonly day: number;

  constructor(day: number, reason: string, options?: ErrorOptions) {
    super(
      `the event file of ${new Date(day * 86_400_000).toISOString().slice(0, 10)} is damaged: ${reason}`,
      options,
    );
    this.day = day;
  }
}
