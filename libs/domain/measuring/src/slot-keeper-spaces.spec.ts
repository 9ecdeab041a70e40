import { describe, expect, it } from '@jest/globals';
import { countEvent, hourMs, type CountEvent, type FrameCount } from '@vialog/contracts';
import { base, baysZone, cameraOf, frameCountOf } from './camera.fixture.ts';
import { SlotKeeper } from './slot-keeper.ts';

const minute = 60_000;

type CountSource = Partial<Pick<FrameCount, 'model' | 'modelDigest' | 'cameraVersion'>>;

/** A slot keeper of a lot; each text is the states of its spaces in one minute, undefined: no frame. */
class Lot {
  now = base;
  readonly #zones: ReturnType<typeof baysZone>[];
  #keeper: SlotKeeper;
  readonly events: CountEvent[] = [];
  #setBackMs = 0;

  constructor(spaces: number, slotMs = minute) {
    this.#zones = [baysZone(spaces, { slotMs })];
    this.#keeper = this.#start();
  }

  #start(): SlotKeeper {
    const clock = { now: () => this.now, monotonic: () => this.now + this.#setBackMs };
    return new SlotKeeper([cameraOf({ zones: this.#zones })], { clock });
  }

  restart(): void {
    this.#keeper = this.#start();
  }

  setClockBack(ms: number): void {
    this.now -= ms;
    this.#setBackMs += ms;
    this.tick();
  }

  /** A new version of the camera is in force from now on. */
  change(version: number): void {
    this.#keeper.addVersion(cameraOf({ version, validFrom: this.now, zones: this.#zones }));
  }

  offer(bays: string, at: number, source: CountSource = {}): void {
    const count = frameCountOf(at, { lot: { car: 1 } });
    const zones: FrameCount['zones'] = count.zones.map((zone) => ({ ...zone, bays }));
    this.#keeper.offerCount({ ...count, ...source, zones });
  }

  pass(minutes: readonly (string | undefined)[], source?: CountSource): void {
    for (const bays of minutes) {
      if (bays !== undefined) {
        this.#keeper.frameTaken(this.now + 30_000);
        this.offer(bays, this.now + 30_000, source);
      }
      this.now += minute;
      this.tick();
    }
  }

  tick(ms = 0): void {
    this.now += ms;
    this.events.push(...this.#keeper.tick());
  }
}

const changesOf = ({ events }: Lot) =>
  events.map(({ kind, turnover }) =>
    kind === 'gap' ? 'gap' : turnover && [turnover.arrivals, turnover.departures],
  );

describe('turnover of a slot keeper', () => {
  it('each slot has the sums since the spaces were last judged, over unknown spaces and a gap', () => {
    const lot = new Lot(4);
    lot.pass(['0011', '0101', '-1-1', undefined, '0010']);
    lot.tick(minute);
    expect(changesOf(lot)).toEqual([undefined, [1, 1], [0, 0], 'gap', [1, 2]]);
    expect(lot.events[4]?.turnover).toEqual({
      arrivals: 1,
      departures: 2,
      // Two spaces were last judged two minutes before, two three minutes before.
      comparedMs: (2 + 2 + 3 + 3) * minute,
      occupiedMs: ((2 + 2 + 3) / 2) * minute,
    });
    for (const event of lot.events) expect(countEvent.safeParse(event).error).toBeUndefined();
  });

  it('a restart begins with unknown states, so that nothing that happened meanwhile is guessed or doubled', () => {
    const lot = new Lot(4);
    lot.pass(['0000', '1000']);
    lot.tick(3_000);
    lot.now = base + 3 * minute;
    lot.restart();
    lot.pass(['1100', '1110']);
    lot.tick(3_000);
    expect(changesOf(lot)).toEqual([undefined, [1, 0], undefined, [1, 0]]);
  });

  it.each([{ model: 'ssdlite' }, { modelDigest: 'f'.repeat(64) }])(
    'states of two models are not compared: %j',
    (other) => {
      const lot = new Lot(4);
      lot.pass(['0000', '1000']);
      lot.pass(['1111', '1110'], other);
      lot.tick(3_000);
      expect(changesOf(lot)).toEqual([undefined, [1, 0], undefined, [0, 1]]);
    },
  );

  it('states of two versions of a camera are not compared', () => {
    const lot = new Lot(4);
    lot.pass(['0000', '1000']);
    lot.change(2);
    lot.pass(['1111', '1110'], { cameraVersion: 2 });
    lot.tick(3_000);
    expect(changesOf(lot)).toEqual([undefined, [1, 0], undefined, [0, 1]]);
  });

  it('after the clock was set back, states of the wrong time are not compared and turnover continues', () => {
    const lot = new Lot(4);
    lot.now = base + hourMs;
    lot.restart();
    lot.pass(['0000', '1000']);
    lot.tick(3_000);
    const before = lot.events.length;
    lot.setClockBack(hourMs);
    lot.pass(['1100', '1110', '1111']);
    lot.tick(3_000);
    const changes = changesOf(lot).slice(before);
    // The first slot is that in which the clock was set back.
    expect(changes).toEqual(['gap', undefined, [1, 0]]);
  });

  it('a frame that arrives after its slot was decided changes no turnover', () => {
    const lot = new Lot(4);
    lot.pass(['0000', '0000']);
    lot.tick(3_000);
    lot.offer('1111', base + minute + 59_000);
    lot.now = base + 2 * minute;
    lot.pass(['0000']);
    lot.tick(3_000);
    expect(changesOf(lot)).toEqual([undefined, [0, 0], [0, 0]]);
  });

  it('a lot of three spaces has no turnover', () => {
    const lot = new Lot(3, 15 * minute);
    lot.pass(Array.from({ length: 45 }, (_, i) => (i < 15 ? '000' : '111')));
    lot.tick(3_000);
    expect(lot.events.length).toBe(3);
    expect(lot.events.every(({ turnover }) => turnover === undefined)).toBe(true);
    const { events } = lot;
    const turnover = { arrivals: 1, departures: 0, comparedMs: minute, occupiedMs: 0 };
    expect(countEvent.safeParse({ ...events[0], turnover }).error?.issues[0]?.message).toBe(
      'expected a bays zone of at least 4 spaces, found 3',
    );
  });
});
