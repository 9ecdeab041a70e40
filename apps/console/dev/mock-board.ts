import { isoOf, kioskLinkInput, type BoardFigure, type BoardTile, type KioskLink } from '@vialog/contracts';
import { invalid, ok, problem, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

const minuteMs = 60_000;
const names = [
  'North Lot',
  'Station Square',
  '西湖停车场',
  'Harbour Street',
  'Hospital Visitors',
  '北门',
] as const;

/** The board of the mock API: every kind of tile, on two pages of a large screen. */
export const boardRoutes = {
  respond: ({ now }: MockRouteRequest): MockResponse => {
    const items = Array.from({ length: 18 }, (_, i) => tileOf(i, now));
    return ok({ readAt: isoOf(now), items, matching: items.length });
  },
};

function tileOf(i: number, now: number): BoardTile {
  const isLot = i % 3 !== 2;
  return {
    siteId: `site${String(i).padStart(8, '0')}`,
    name: `${names[i % names.length]} ${i + 1}`,
    kind: isLot ? 'parking_lot' : 'road_section',
    timeZone: 'Asia/Shanghai',
    figure: i === 4 || i === 13 ? null : figureOf(isLot, i, now),
    trend: i % 5 === 3 ? null : { direction: directions[i % 3] ?? 'steady', before: 20, now: 12 },
    reason: i === 4 ? 'offline' : i === 3 ? 'dark' : i === 13 ? 'no_zone' : null,
  };
}

const directions = ['falling', 'steady', 'rising'] as const;

/** The third figure is late, the eighth one too old to be shown. */
function figureOf(isLot: boolean, i: number, now: number): BoardFigure {
  const late = i === 2 ? 3 : i === 7 ? 30 : 0;
  const end = Math.floor(now / minuteMs - late) * minuteMs;
  return {
    kind: isLot ? 'free' : 'present',
    value: isLot ? (i * 7) % 60 : i * 113,
    ...(isLot && { spaces: 60, occupancy: 1 - ((i * 7) % 60) / 60 }),
    atLeast: i === 9,
    startAt: isoOf(end - minuteMs),
    endAt: isoOf(end),
    staleAt: isoOf(end + 90_000),
    expiresAt: isoOf(end + 330_000),
    coverage: i === 9 ? 0.75 : 1,
  };
}

/** Kiosk links of the mock API. */
export class MockKioskLinks {
  #items: KioskLink[] = [];
  #created = 0;

  respond({ method, path, body, now }: MockRouteRequest): MockResponse {
    const id = path.split('/')[3];
    if (method === 'GET') return ok({ items: this.#items });
    if (method === 'POST') return this.#create(body, now);
    if (!this.#items.some(({ kioskLinkId }) => kioskLinkId === id))
      return problem(404, 'KIOSK_LINK_NOT_FOUND', 'No kiosk link has this id.');
    this.#items = this.#items.filter(({ kioskLinkId }) => kioskLinkId !== id);
    return { status: 204 };
  }

  #create(body: unknown, now: number): MockResponse {
    const input = kioskLinkInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    this.#created += 1;
    const link: KioskLink = {
      kioskLinkId: `kiosk${String(this.#created).padStart(7, '0')}`,
      name: input.data.name,
      createdBy: 'administrator',
      createdAt: isoOf(now),
      expiresAt: isoOf(now + input.data.days * 86_400_000),
      state: 'active',
    };
    this.#items.push(link);
    return { status: 201, body: { ...link, secret: 'mock-secret-of-a-kiosk-link' } };
  }
}
