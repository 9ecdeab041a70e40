import { calendarInput, isoOf, type Calendar } from '@vialog/contracts';
import { townCalendar } from './mock-special-days.ts';
import { invalid, ok, problem, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

const regions = [
  { code: 'CN', name: 'China', nameZh: '中国', hasParts: false },
  { code: 'DE', name: 'Germany', nameZh: '德国', hasParts: true },
];
const parts = [{ code: 'DE-BY', name: 'Bavaria', nameZh: '巴伐利亚州', hasParts: false }];

/** Calendars of the mock API. Every file has two events. */
export class MockCalendars {
  #calendars: readonly Calendar[] = [townCalendar];

  respond(request: MockRouteRequest): MockResponse {
    const [, , resource, id] = request.path.split('/');
    if (resource === 'holiday-regions')
      return ok({ items: request.url.searchParams.has('within') ? parts : regions });
    if (id === 'import') return this.#import(request);
    if (id === undefined)
      return request.method === 'GET' ? ok({ items: this.#calendars }) : this.#add(request);
    return this.#delete(id);
  }

  #put(calendar: Omit<Calendar, 'calendarId' | 'createdAt' | 'changedAt'>, now: number): Calendar {
    const calendarId = `calendar${String(this.#calendars.length + 1).padStart(4, '0')}`;
    const stored: Calendar = { calendarId, ...calendar, createdAt: isoOf(now), changedAt: isoOf(now) };
    this.#calendars = [...this.#calendars, stored];
    return stored;
  }

  #add({ body, now }: MockRouteRequest): MockResponse {
    const input = calendarInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const { name, sites, region, types } = input.data;
    return { status: 201, body: this.#put({ name, sites, source: { kind: 'region', region, types } }, now) };
  }

  #import({ url: { searchParams }, now }: MockRouteRequest): MockResponse {
    const name = searchParams.get('name') ?? 'Markets';
    const dayKind = searchParams.get('kind') === 'holiday' ? 'holiday' : 'event';
    const dryRun = searchParams.get('dryRun') === 'true';
    const source = { kind: 'file', dayKind, events: 2 } as const;
    const calendar = dryRun ? null : this.#put({ name, sites: null, source }, now);
    const facts = { events: 2, firstDay: '2026-12-05', problems: [], warnings: [] };
    return ok({ dryRun, calendar, name, ...facts });
  }

  #delete(id: string): MockResponse {
    const known = this.#calendars.some(({ calendarId }) => calendarId === id);
    this.#calendars = this.#calendars.filter(({ calendarId }) => calendarId !== id);
    return known ? { status: 204 } : problem(404, 'CALENDAR_NOT_FOUND', 'No calendar has this id.');
  }
}
